// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import io.bladegraph.plugin.Job;
import io.bladegraph.plugin.Neo4jMonitor;
import io.bladegraph.plugin.Workspace;
import io.bladegraph.plugin.projection.GraphArgument;
import io.bladegraph.plugin.projection.ReadGraph;
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
        return workspace.jobs().start(jobId, procedure, workspace.user());
    }

    final Monitor monitor(Job job) {
        return new Neo4jMonitor(guard, log, job);
    }

    /** The graph that an argument describes. */
    final ReadGraph graph(Object argument, Monitor monitor) {
        return GraphArgument.of(argument).read(database, transaction, workspace.user(), monitor);
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
