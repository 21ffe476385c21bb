// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import io.bladegraph.plugin.config.ConfigReader;
import io.bladegraph.plugin.config.Configs;
import io.bladegraph.plugin.projection.NeighborhoodSample;
import io.bladegraph.plugin.projection.NodeIds;
import io.bladegraph.plugin.projection.ReadGraph;
import io.bladegraph.plugin.projection.Subgraph;
import io.bladegraph.sampling.SamplerConfig;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code blade.sample.stream} and {@code blade.sample.subgraph}. */
public class SampleProcedures extends BladeProcedure {
    private static final long DEFAULT_SEED = 42;

    /** A neighbor that was sampled. */
    public record Row(
            @Description("The node that samples.") Node node,
            @Description("The neighbor.") Node neighbor,
            @Description("1 for a direct neighbor, 3 for one reached by an alternating walk.") long hop,
            @Description("How much the neighbor counts.") double weight,
            @Description("How many neighbors the node could have.") long budget) {}

    /** A neighborhood to be drawn. */
    public record SubgraphRow(
            @Description("The node and its sampled neighbors.") List<Node> nodes,
            @Description("The relationships among them.") List<Relationship> relationships) {}

    private record SampleConfig(
            SamplerConfig sampler, NeighborhoodSample.Direction direction, long seed, JobConfig job) {

        static SampleConfig from(ConfigReader reader) {
            return new SampleConfig(
                    Configs.sampler(reader),
                    reader.choice("direction", NeighborhoodSample.Direction.OUT),
                    reader.integer("randomSeed", DEFAULT_SEED),
                    JobConfig.from(reader));
        }
    }

    @Procedure(name = "blade.sample.stream", mode = Mode.READ)
    @Description("The neighborhoods from which an epoch of a training would learn.")
    public Stream<Row> stream(
            @Name(value = "graph", description = GRAPH) Object graph,
            @Name(
                            value = "configuration",
                            defaultValue = "{}",
                            description =
                                    "sourceNodes, direction: 'OUT' | 'IN', sampler: 'adaptive' | 'uniform', fanOut,"
                                            + " degreeExponent, minFanOut, maxFanOut, walks, reachDegree, randomSeed, concurrency, jobId")
                    Map<String, Object> map) {
        var reader = ConfigReader.of(map);
        List<Node> sourceNodes = reader.nodes("sourceNodes");
        var config = SampleConfig.from(reader);
        reader.finish();
        try (var job = job(config.job().jobId(), "blade.sample.stream");
                var workers = workers(config.job())) {
            ReadGraph read = graph(graph, monitor(job));
            var sample = NeighborhoodSample.of(read, config.sampler(), config.direction(), config.seed(), workers);
            IntStream nodes = sourceNodes == null
                    ? IntStream.range(0, read.nodes().size())
                    : sourceNodes.stream().mapToInt(read.nodes()::require);
            return nodes.boxed().flatMap(sample::apply).map(neighbor -> row(read, neighbor));
        }
    }

    @Procedure(name = "blade.sample.subgraph", mode = Mode.READ)
    @Description("The sampled neighborhood of a node as a graph that Neo4j Browser draws.")
    public Stream<SubgraphRow> subgraph(
            @Name(value = "node", description = "The node in the middle.") Node node,
            @Name(value = "graph", description = GRAPH) Object graph,
            @Name(value = "configuration", defaultValue = "{}", description = "As for blade.sample.stream.")
                    Map<String, Object> map) {
        var reader = ConfigReader.of(map);
        var config = SampleConfig.from(reader);
        reader.finish();
        try (var job = job(config.job().jobId(), "blade.sample.subgraph");
                var workers = workers(config.job())) {
            ReadGraph read = graph(graph, monitor(job));
            IntFunction<Stream<NeighborhoodSample>> sample =
                    NeighborhoodSample.of(read, config.sampler(), config.direction(), config.seed(), workers);
            List<Node> nodes = Stream.concat(
                            Stream.of(node),
                            sample.apply(read.nodes().require(node)).map(found -> node(read, found.neighbor())))
                    .distinct()
                    .toList();
            return Stream.of(new SubgraphRow(nodes, Subgraph.relationships(nodes, graph)));
        }
    }

    private Row row(ReadGraph read, NeighborhoodSample sample) {
        return new Row(
                node(read, sample.node()),
                node(read, sample.neighbor()),
                sample.hop(),
                sample.weight(),
                sample.budget());
    }

    private Node node(ReadGraph read, int index) {
        return NodeIds.find(transaction, read.nodes().id(index));
    }
}
