// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import io.bladegraph.plugin.projection.GraphStatistics;
import io.bladegraph.plugin.projection.ReadGraph;
import java.util.Map;
import java.util.stream.Stream;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code blade.graph.stats}. */
public class GraphProcedures extends BladeProcedure {

    /** What a graph looks like. */
    public record StatsRow(
            @Description("Nodes, those without relationships included.") long nodeCount,
            @Description("Purchase relationships after merging.") long relationshipCount,
            @Description("Share of the relationships that have one in the other direction.") double reciprocity,
            @Description("Nodes without purchase relationships.") long isolatedCount,
            @Description("min, p50, p90, p99, max, mean.") Map<String, Object> outDegree,
            @Description("min, p50, p90, p99, max, mean.") Map<String, Object> inDegree,
            @Description("Exponent of the power law of the degrees; null if all are equal.") Double powerLawExponent,
            @Description("Pairs of products viewed together.") long coViewCount,
            @Description("Columns of the features: numbers, and buckets of strings.") long featureDimension,
            @Description("Relationships from a node to itself, left out.") long selfLoops,
            @Description("Relationships of weight 0, left out.") long zeroWeights,
            @Description("Relationships merged into another one of the same direction.") long parallelRelationships,
            @Description("Relationships with an end outside of the labels, left out.") long outsideRelationships,
            @Description("Time to read the graph.") long preProcessingMillis,
            @Description("Time to compute the statistics.") long computeMillis) {}

    @Procedure(name = "blade.graph.stats", mode = Mode.READ)
    @Description("Reads a graph as a training would, and says what it looks like.")
    public Stream<StatsRow> stats(
            @Name(value = "graph", description = GRAPH) Object graph,
            @Name(value = "configuration", defaultValue = "{}", description = "jobId") Map<String, Object> map) {
        var configuration = JobConfig.only(map);
        try (var job = job(configuration.jobId(), "blade.graph.stats")) {
            long started = System.nanoTime();
            ReadGraph read = graph(graph, monitor(job));
            long readMillis = millisSince(started);
            var statistics = GraphStatistics.of(read.graph().purchases());
            return Stream.of(row(read, statistics, readMillis, millisSince(started) - readMillis));
        }
    }

    private static StatsRow row(ReadGraph read, GraphStatistics statistics, long readMillis, long computeMillis) {
        double exponent = statistics.powerLawExponent();
        return new StatsRow(
                read.nodes().size(),
                read.graph().purchases().edgeCount(),
                statistics.reciprocity(),
                statistics.isolatedCount(),
                statistics.outDegree(),
                statistics.inDegree(),
                Double.isNaN(exponent) ? null : exponent,
                read.graph().coViews().edgeCount() / 2,
                read.graph().featureDimension(),
                read.selfLoops(),
                read.zeroWeights(),
                read.parallel(),
                read.outside(),
                readMillis,
                computeMillis);
    }
}
