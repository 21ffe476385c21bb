// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import io.bladegraph.plugin.CatalogLink;
import io.bladegraph.plugin.Job;
import io.bladegraph.plugin.Neo4jMonitor;
import io.bladegraph.plugin.Workspace;
import io.bladegraph.plugin.catalog.BladeModel;
import io.bladegraph.plugin.catalog.ModelHeader;
import io.bladegraph.plugin.catalog.StoredModel;
import io.bladegraph.plugin.config.EvaluationConfig;
import io.bladegraph.plugin.gds.GraphDataScience;
import io.bladegraph.plugin.projection.GraphArgument;
import io.bladegraph.plugin.projection.GraphCatalog;
import io.bladegraph.plugin.projection.GraphSize;
import io.bladegraph.plugin.projection.OwnTransactions;
import io.bladegraph.plugin.projection.ReadGraph;
import io.bladegraph.training.MemoryEstimate;
import io.bladegraph.training.TrainingConfig;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Transaction;
import org.neo4j.logging.Log;
import org.neo4j.procedure.Context;
import org.neo4j.procedure.TerminationGuard;

/**
 * What Neo4j injects into every procedure. All of it is allowed in the sandbox.
 *
 * <p>Neo4j wants a public class and public fields.
 */
public abstract class BladeProcedure {
    static final String GRAPH = "A map {nodeLabels, relationshipTypes, coViewTypes, relationshipWeightProperty,"
            + " timeProperty, featureProperties, featureBuckets}, or the name of a graph in the catalog of Graph Data Science.";

    /** The caller's database, with the caller's rights. */
    @Context
    public GraphDatabaseService database;

    /** The caller's transaction. */
    @Context
    public Transaction transaction;

    /** The server's log. */
    @Context
    public Log log;

    /** Knows whether the caller's transaction was terminated. */
    @Context
    public TerminationGuard guard;

    /** What the plugin keeps for this database. */
    @Context
    public Workspace workspace;

    /** A computation in {@code blade.progress()}; the caller closes it. */
    final Job job(String jobId, String procedure) {
        return workspace.jobs().start(jobId, procedure, workspace.user(), link());
    }

    final Monitor monitor(Job job) {
        return new Neo4jMonitor(guard, log, job);
    }

    /** To write in, for as long as the caller's transaction is not terminated. */
    final OwnTransactions ownTransactions(Job job) {
        return new OwnTransactions(database, new Neo4jMonitor(guard, log, job)::check);
    }

    /** The graph that an argument describes. */
    final ReadGraph graph(Object argument, Monitor monitor) {
        return GraphArgument.of(argument).read(transaction, graphs(), monitor);
    }

    /** The graph that an argument describes, as counted without reading it. */
    final GraphSize size(Object argument) {
        return GraphArgument.of(argument).size(transaction, graphs());
    }

    static MemoryEstimate training(GraphSize size, TrainingConfig config) {
        return MemoryEstimate.of(size.nodes(), size.relationships(), size.featureColumns(), config);
    }

    static MemoryEstimate evaluation(GraphSize size, EvaluationConfig config, JobConfig job) {
        return MemoryEstimate.ofEvaluation(
                training(size, config.training()), size.nodes(), job.concurrency(), config.squares(size.nodes()));
    }

    /** By the header of the model alone. */
    final MemoryEstimate embedding(GraphSize size, String modelName) {
        TrainingConfig config =
                BladeModel.training(workspace.models().entry(modelName).header());
        return MemoryEstimate.ofEmbedding(size.nodes(), size.relationships(), size.featureColumns(), config);
    }

    final MemoryEstimate ranking(GraphSize size, Object graph, RecommendWriteProcedure.Request request, JobConfig job) {
        int dimension = GraphArgument.of(graph)
                .dimension(transaction, request.properties().target());
        return MemoryEstimate.ofRanking(size.nodes(), size.relationships(), dimension, request.k(), job.concurrency());
    }

    /** The graphs of the caller in the catalog of Graph Data Science, if it is installed. */
    final Optional<GraphCatalog> graphs() {
        return GraphDataScience.graphs(database.databaseName(), workspace.user());
    }

    /** Where Graph Data Science shows jobs and models; shows nothing if it is a version that Blade does not know. */
    private CatalogLink link() {
        try {
            return workspace.link().get();
        } catch (RuntimeException | LinkageError e) {
            log.warn("Graph Data Science cannot show what Blade does: %s", e.toString());
            return CatalogLink.NONE;
        }
    }

    /** Refuses a name that is taken, before any work is done for it. */
    final void checkFree(String modelName, boolean overwrite) {
        workspace.models().checkFree(modelName, overwrite, workspace.user());
    }

    /** Keeps a model, and shows it in the catalog of Graph Data Science if that has room for it. */
    final void save(StoredModel model, boolean overwrite) {
        workspace.models().save(model, overwrite);
        show(model.header());
    }

    final void show(ModelHeader model) {
        try {
            link().add(model);
        } catch (RuntimeException | LinkageError e) {
            log.info("The model `%s` is saved, but not shown by gds.model.list: %s", model.name(), e.getMessage());
        }
    }

    final void hide(String modelName) {
        try {
            link().remove(modelName);
        } catch (RuntimeException | LinkageError e) {
            log.info("The model `%s` is dropped, but still shown by gds.model.list: %s", modelName, e.getMessage());
        }
    }

    /** Threads that stop when the transaction is terminated. */
    final Workers workers(JobConfig config) {
        return Workers.of(config.concurrency(), guard::check);
    }

    /** Neo4j keeps readers from writing to the graph; models lie beside it. */
    final void requireWriter(String procedure) {
        if (!workspace.mayWrite()) {
            throw new SecurityException("`" + procedure + "` needs the right to write.");
        }
    }

    /** Transactions of our own would wait for ever for locks that the caller's holds. */
    final void requireNoOwnWrites(String procedure) {
        if (workspace.ownWrites().getAsBoolean()) {
            throw new IllegalArgumentException(
                    "`" + procedure + "` writes in transactions of its own, so nothing may be"
                            + " written before it in the same transaction. Maybe commit first.");
        }
    }

    /** Cancellation without progress, for what is over at once. */
    final Monitor silentMonitor() {
        return (task, done, total) -> guard.check();
    }

    static long millisSince(long startedNanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
    }
}
