// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import io.bladegraph.importer.shop.ShopConfig;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.neo4j.driver.Driver;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code blade demo}: from nothing to recommendations. */
@Command(
        name = "demo",
        description = "Starts Neo4j, imports a made-up shop, trains, and shows recommendations in both directions "
                + "and the metrics beside the baselines. Leaves the server up. A second run shows the same at once.")
final class DemoCommand implements Runnable {
    private static final int STEPS = 7;

    private static final List<String> QUERIES = List.of(
            """
            MATCH (p:Product {id: '%s'})
            CALL blade.recommend(p, {k: 10}) YIELD rank, product, score
            RETURN rank, product.name AS product, score""",
            """
            MATCH way = (:Product {id: '%s'})-[:BOUGHT_BEFORE]->(:Product)
            RETURN way LIMIT 25""",
            """
            MATCH (p:Product {id: '%s'})
            CALL blade.sample.subgraph(p, {nodeLabels: 'Product', relationshipTypes: 'BOUGHT_BEFORE'}, {fanOut: 10})
            YIELD nodes, relationships
            RETURN nodes, relationships""");

    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption homeOption;

    @Mixin
    private StartOptions options;

    @Option(names = "--products", paramLabel = "N", defaultValue = "2000", description = "Default: ${DEFAULT-VALUE}.")
    private int products;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "Same seed, same shop and same model. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        ShopConfig.of(products, seed); // refuses before a server is started and a home is made
        Distribution distribution = Distribution.current();
        Home home = homeOption.home(distribution);
        DemoRecord record = DemoRecord.of(home);
        requireSameShop(home, record);
        Steps steps = new Steps(out, STEPS);
        Server server = new Server(distribution, home, new PrintWriter(Writer.nullWriter()));
        steps.run("Starting Neo4j " + Distribution.version("neo4j") + " in " + home.path(), () -> {
            server.start(options);
            return "up";
        });
        Ports ports = server.ports();
        try (Driver driver = Connection.open(ports.bolt(), "neo4j", options.password)) {
            DemoGraph graph = new DemoGraph(driver, out);
            Optional<String> evaluation = record.evaluation(() -> state(home, graph));
            String table = evaluation.orElseGet(() -> build(steps, distribution, home, graph));
            evaluation.ifPresent(known -> out.println("      The shop, the model and its metrics are there already."));
            String phone = graph.showBothDirections();
            out.println();
            out.println("One pair in five, held out and predicted from the rest, beside the baselines:");
            out.print(table);
            out.println("  Direction counts all pairs that go one way only, also two accessories of one device,");
            out.println("  whose order is partly chance.");
            invite(out, ports, home, phone);
        }
    }

    private String shop() {
        return products + " products, seed " + seed;
    }

    private void requireSameShop(Home home, DemoRecord record) {
        record.shop().filter(other -> !other.equals(shop())).ifPresent(other -> {
            throw new IllegalArgumentException("`" + home.path() + "` holds the demo shop with " + other
                    + ". Maybe choose another folder with `--home`.");
        });
    }

    private String build(Steps steps, Distribution distribution, Home home, DemoGraph graph) {
        DemoRecord record = DemoRecord.of(home);
        if (record.shop().isEmpty() && !graph.isEmpty()) {
            throw new IllegalArgumentException("The database in `" + home.path()
                    + "` holds other data, which the demo would mix with its own. "
                    + "Maybe choose another folder with `--home`.");
        }
        record.begin(shop());
        Path folder = distribution.root().resolve(".blade/demo/" + products + "-" + seed);
        steps.run("Generating a shop with " + shop(), () -> generate(folder));
        steps.run("Importing it", () -> importFrom(folder, home));
        steps.run("Training", () -> graph.train(seed));
        steps.run("Writing the source and the target embedding of each product", graph::writeEmbeddings);
        steps.run("Creating the vector index on the target embedding", graph::createIndex);
        StringBuilder table = new StringBuilder();
        steps.run("Evaluating on a split, beside the baselines", () -> {
            table.append(graph.evaluate(seed));
            return "done";
        });
        record.finish(state(home, graph), table.toString());
        return table.toString();
    }

    /** Changes with the data, with the model, and with the plugin and the keys that made it. */
    private static String state(Home home, DemoGraph graph) {
        return graph.state() + " " + new TreeMap<>(DemoGraph.TRAINING) + " " + Plugins.checksum(home.plugins());
    }

    private String generate(Path folder) {
        runImport(List.of("demo-shop", "--out", folder.toString(), "--products", "" + products, "--seed", "" + seed));
        return "generated";
    }

    private String importFrom(Path folder, Home home) {
        List<String> arguments = new ArrayList<>(
                List.of("shop", folder.toString(), "--home", home.path().toString()));
        if (options.password != null) {
            arguments.addAll(List.of("--password", options.password));
        }
        runImport(arguments);
        return "imported";
    }

    /** The same commands that the user has under {@code blade import}. */
    private void runImport(List<String> arguments) {
        CommandLine command = spec.parent().subcommands().get("import");
        StringWriter report = new StringWriter();
        command.setOut(new PrintWriter(report, true));
        int exitCode = command.execute(arguments.toArray(String[]::new));
        report.toString().lines().forEach(line -> spec.commandLine().getOut().println("      " + line));
        if (exitCode != CommandLine.ExitCode.OK) {
            throw new IllegalStateException("`blade import " + arguments.get(0) + "` failed, see above.");
        }
    }

    private void invite(PrintWriter out, Ports ports, Home home, String phone) {
        out.println();
        out.println("Neo4j Browser is at " + ports.httpAddress() + "/browser/"
                + (options.password == null ? " (press Connect, there is no password)" : " (user neo4j)"));
        out.println("Paste there, to see the recommendations, the relationships behind them, and what a model hears:");
        out.println();
        for (String query : QUERIES) {
            out.println("  " + query.formatted(phone).replace("\n", "\n  "));
            out.println();
        }
        String stop = homeOption.isDefault() ? "" : " --home " + home.path();
        out.println("The server stays up. Stop it with: blade server stop" + stop);
    }
}
