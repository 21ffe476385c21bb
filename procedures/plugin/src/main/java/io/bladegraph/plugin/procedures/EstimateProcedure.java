// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import io.bladegraph.plugin.config.ConfigReader;
import io.bladegraph.plugin.projection.ReadGraph;
import io.bladegraph.training.MemoryEstimate;
import io.bladegraph.training.TrainingConfig;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code blade.train.estimate}. */
public class EstimateProcedure extends BladeProcedure {
    private static final double MEBIBYTE = 1 << 20;

    /** An estimate. */
    public record Row(
            @Description("Both bounds, for people.") String requiredMemory,
            @Description("At least so many bytes.") long bytesMin,
            @Description("At most so many bytes.") long bytesMax,
            @Description("Nodes of the graph.") long nodeCount,
            @Description("Relationships of the graph.") long relationshipCount,
            @Description("Bytes at most, by what they hold.") Map<String, Object> mapView) {}

    @Procedure(name = "blade.train.estimate", mode = Mode.READ)
    @Description("How much memory a training takes. Reads the graph, but trains nothing.")
    public Stream<Row> estimate(
            @Name(value = "graph", description = GRAPH) Object graph,
            @Name(value = "configuration", defaultValue = "{}", description = "As for blade.train.")
                    Map<String, Object> map) {
        var reader = ConfigReader.of(map);
        TrainingConfig training = TrainProcedure.Names.from(reader).training(reader);
        JobConfig jobConfig = JobConfig.from(reader);
        reader.finish();
        try (var job = job(jobConfig.jobId(), "blade.train.estimate")) {
            ReadGraph read = graph(graph, monitor(job));
            int edges = read.graph().purchases().edgeCount();
            var estimate =
                    MemoryEstimate.of(read.nodes().size(), edges, read.graph().featureDimension(), training);
            return Stream.of(row(read.nodes().size(), edges, estimate));
        }
    }

    private static Row row(long nodes, long edges, MemoryEstimate estimate) {
        String required = String.format(
                Locale.ROOT, "%.1f MiB ... %.1f MiB", estimate.bytesMin() / MEBIBYTE, estimate.bytesMax() / MEBIBYTE);
        return new Row(required, estimate.bytesMin(), estimate.bytesMax(), nodes, edges, Map.copyOf(estimate.parts()));
    }
}
