// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bladegraph.Monitor;
import io.bladegraph.Seeds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.cli.AdminTool;
import org.neo4j.cli.ExecutionContext;
import org.neo4j.configuration.GraphDatabaseInternalSettings;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnectorInternalSettings;
import org.neo4j.driver.AuthTokens;
import org.neo4j.harness.Neo4j;
import org.neo4j.harness.Neo4jBuilders;
import org.neo4j.io.fs.DefaultFileSystemAbstraction;
import picocli.CommandLine;

class ImportIT {
    private static Neo4j neo4j;

    private final StringWriter out = new StringWriter();

    @BeforeAll
    static void start() {
        neo4j = Neo4jBuilders.newInProcessBuilder()
                .withDisabledServer()
                .withConfig(GraphDatabaseSettings.load_csv_file_url_root, Samples.FOLDER)
                .withConfig(GraphDatabaseInternalSettings.netty_server_shutdown_quiet_period, 0)
                .withConfig(BoltConnectorInternalSettings.thread_pool_shutdown_wait_time, Duration.ZERO)
                .withConfig(BoltConnectorInternalSettings.connection_shutdown_wait_time, Duration.ZERO)
                .build();
    }

    @AfterAll
    static void stop() {
        neo4j.close();
    }

    @BeforeEach
    void empty() {
        run("MATCH (n) DETACH DELETE n");
    }

    @Test
    void importsAPurchaseLogAndDerivesWhatWasBoughtBefore() {
        assertThat(command("purchases", sample("purchases.csv"), "--quantity-column", "quantity"))
                .isZero();

        assertThat(out.toString().lines())
                .containsExactly(
                        "purchases.csv: 20 lines, 20 used, 0 skipped, 0 bad",
                        "  times from 2025-01-03T10:00:00Z to 2025-08-20T09:00:00Z",
                        "PURCHASED: 20 created, 0 updated, 0 deleted, 0 unchanged",
                        "BOUGHT_BEFORE: 6 created, 0 updated, 0 deleted, 0 unchanged");
        assertThat(
                        rows(
                                "MATCH (u)-[r:BOUGHT_BEFORE]->(v) RETURN u.id + v.id AS pair, r.customers AS customers,"
                                        + " r.weight AS weight, toString(r.firstAt) AS first, toString(r.lastAt) AS last ORDER BY pair"))
                .contains(
                        row("p1p3", 2L, 2.0, "2025-01-05T09:30:00Z", "2025-02-12T10:10:00Z"),
                        row("p1p5", 2L, 2.0, "2025-01-20T18:00:00Z", "2025-02-01T08:15:00Z"),
                        row("p6p7", 2L, 2.0, "2025-02-14T13:00:00Z", "2025-02-15T09:00:00Z"))
                .extracting(columns -> columns.get(0))
                .containsExactly("p1p3", "p1p5", "p2p4", "p3p4", "p3p5", "p6p7");
        assertThat(rows("MATCH (:Customer {id: 'c5'})-[r:PURCHASED]->(:Product {id: 'p8'})"
                        + " RETURN toString(r.at), r.quantity"))
                .containsExactly(row("2025-02-20T13:00:00Z", 2.0));
    }

    @Test
    void importingAFileAgainChangesNothing() {
        String[] purchases = {"purchases", sample("purchases.csv"), "--quantity-column", "quantity"};
        command(purchases);
        List<List<Object>> before = graph();

        command(purchases);

        assertThat(out.toString())
                .contains("PURCHASED: 0 created, 0 updated, 0 deleted, 20 unchanged")
                .contains("BOUGHT_BEFORE: 0 created, 0 updated, 0 deleted, 6 unchanged");
        assertThat(graph()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void januaryThenFebruaryIsTheSameAsBothAtOnce(long seed) {
        SplittableRandom random = Seeds.stream(seed);
        BoughtBefore.Rules rules = new BoughtBefore.Rules(
                Duration.ofHours(40), 2, 1 + random.nextInt(12), Duration.ofHours(random.nextInt(50)));
        List<Map<Purchase, Double>> months = List.of(new LinkedHashMap<>(), new LinkedHashMap<>());
        for (int i = 0; i < 150; i++) {
            long hour = random.nextInt(100);
            Purchase purchase = new Purchase("c" + random.nextInt(8), "p" + random.nextInt(12), hour * 3_600_000);
            months.get(hour < 50 ? 0 : 1).put(purchase, 1.0 + random.nextInt(3));
        }
        Map<Purchase, Double> all = new LinkedHashMap<>(months.get(1));
        all.putAll(months.get(0));

        importPurchases(all, rules);
        List<List<Object>> atOnce = graph();
        empty();
        importPurchases(months.get(0), rules);
        importPurchases(months.get(1), rules);

        assertThat(atOnce).isNotEmpty();
        assertThat(graph()).isEqualTo(atOnce);
    }

    @Test
    void derivesAnewWithOtherRulesAndLeavesForeignRelationshipsAlone() {
        command("purchases", sample("purchases.csv"));
        run("MATCH (a:Product {id: 'p8'}), (b:Product {id: 'p1'}) CREATE (a)-[:BOUGHT_BEFORE {mine: true}]->(b)");

        command("bought-before", "--min-customers", "3");
        assertThat(rows("MATCH (u)-[r:BOUGHT_BEFORE]->(v) RETURN u.id, v.id, r.mine"))
                .containsExactly(row("p8", "p1", true));

        command("bought-before", "--min-customers", "1", "--window", "P7D");
        assertThat(rows("MATCH (u)-[r:BOUGHT_BEFORE]->(v) WHERE r.customers = 2 RETURN u.id + v.id AS p ORDER BY p"))
                .containsExactly(row("p1p3"), row("p2p4"));
    }

    @Test
    void aReturnCancelsAPurchaseThatIsThereAlready(@TempDir Path folder) throws IOException {
        String bought = "invoice,customer,product,at,quantity\n1,c1,p1,2025-01-01,1\n2,c1,p2,2025-01-02,1\n";
        Path file = Files.writeString(folder.resolve("log.csv"), bought);
        command("purchases", file.toString(), "--min-customers", "1");
        Files.writeString(file, bought + "C2,c1,p2,2025-01-03,-1\n");

        assertThat(command("purchases", file.toString(), "--min-customers", "1"))
                .isZero();

        assertThat(out.toString())
                .contains("returns: 1 purchases cancelled,")
                .contains("PURCHASED: 0 created, 0 updated, 1 deleted, 1 unchanged")
                .contains("BOUGHT_BEFORE: 0 created, 0 updated, 1 deleted, 0 unchanged");
    }

    @Test
    void repairsAnImportThatWasCutOff() {
        command("purchases", sample("purchases.csv"));
        List<List<Object>> whole = graph();
        run("MATCH (:Customer {id: 'c1'})-[r:PURCHASED]->() DELETE r");
        run("MATCH (:Product {id: 'p1'})-[r:BOUGHT_BEFORE]->() DELETE r");

        command("purchases", sample("purchases.csv"));

        assertThat(graph()).isEqualTo(whole);
    }

    @Test
    void writesNothingFromABadFile(@TempDir Path folder) throws IOException {
        Path file =
                Files.writeString(folder.resolve("log.csv"), "customer,product,at\nc1,p1,2025-01-01\nc1,p2,tomorrow\n");

        assertThat(command("purchases", file.toString())).isEqualTo(1);

        assertThat(out.toString())
                .contains("has 1 bad lines of 2, more than the 0 that `--max-bad-lines` allows. Nothing was imported.")
                .contains("  line 3: time `tomorrow` does not have the format iso");
        assertThat(rows("MATCH (n) RETURN n")).isEmpty();
    }

    @Test
    void importsAnEdgeListWithItsRelations() {
        String[] edges = {"edges", sample("edges.tsv"), "--map", "ab=ALSO_BOUGHT", "--map", "av=VIEWED_WITH"};
        assertThat(command(edges)).isZero();

        assertThat(out.toString().lines())
                .containsExactly(
                        "edges.tsv: 12 lines, 9 used, 3 skipped, 0 bad",
                        "  skipped 1: relation `bt` not in `--map`",
                        "  skipped 1: repeated",
                        "  skipped 1: source and target are the same",
                        "ALSO_BOUGHT: 7 created, 0 updated, 0 deleted, 0 unchanged",
                        "VIEWED_WITH: 2 created, 0 updated, 0 deleted, 0 unchanged");
        command(edges);
        assertThat(rows("MATCH ()-[r]->() RETURN type(r), count(*) ORDER BY type(r)"))
                .containsExactly(row("ALSO_BOUGHT", 7L), row("VIEWED_WITH", 2L));
    }

    @Test
    void keepsTheEdgesOfTheCatalog() {
        command("edges", sample("edges.tsv"), "--map", "ab=ALSO_BOUGHT", "--catalog-only");
        assertThat(rows("MATCH (a)-[:ALSO_BOUGHT]->(b) RETURN a.id + b.id AS e ORDER BY e"))
                .containsExactly(row("p1p3"), row("p2p3"));

        empty();
        command("edges", sample("edges.tsv"), "--type", "RELATED", "--catalog", sample("product-ids.txt"));
        assertThat(rows("MATCH (a)-[:RELATED]->(b) RETURN a.id + b.id AS e ORDER BY e"))
                .containsExactly(row("p1p2"), row("p1p3"), row("p2p1"), row("p2p3"));
    }

    @Test
    void importsTypedProductProperties() {
        command("products", sample("products.csv"), "--property", "name", "--property", "cost=price:double");
        command("product-lines", sample("product-ids.txt"), "--lookup", "brands=brand-positions.txt,brands.txt");

        assertThat(rows("MATCH (p:Product) WHERE p.id IN ['p1', 'p3'] RETURN p.id, p.name, p.cost, p.brands[0]"
                        + " ORDER BY p.id"))
                .containsExactly(
                        row("p1", "Kesto 1 64 GB black", 199.0, "Kesto"),
                        row("p3", "Kesto 1 silicone case", 9.9, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2-products", "3-purchases", "4-bought-before", "5-views", "6-impressions"})
    void theLoadCsvScriptsMakeTheSameGraphAsTheCommand(String upTo) throws IOException {
        for (Path script : scripts()) {
            if (script.getFileName().toString().compareTo(upTo + ".cypher") <= 0) {
                runScript(script);
            }
        }
        List<List<Object>> byScript = graph();
        empty();
        importSamples(upTo.charAt(0) - '0');

        assertThat(byScript).isNotEmpty();
        assertThat(graph()).isEqualTo(byScript);
    }

    @Test
    void theEdgeScriptMakesTheSameGraphAsTheCommand() throws IOException {
        runScript(Path.of("load-csv", "edges.cypher"));
        List<List<Object>> byScript = graph();
        empty();
        command("edges", sample("edges.tsv"), "--map", "ab=ALSO_BOUGHT");

        assertThat(graph()).hasSize(byScript.size()).isEqualTo(byScript);
    }

    @Test
    void neo4jAdminReadsTheFilesForIt(@TempDir Path folder) {
        command("purchases", sample("purchases.csv"), "--to-csv", folder.toString());
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(printed, true, StandardCharsets.UTF_8);

        int exitCode = AdminTool.execute(
                new ExecutionContext(folder, folder, print, print, new DefaultFileSystemAbstraction()),
                "database",
                "import",
                "full",
                "neo4j",
                "--nodes=" + folder.resolve("nodes-Product.csv"),
                "--nodes=" + folder.resolve("nodes-Customer.csv"),
                "--relationships=" + folder.resolve("relationships-PURCHASED.csv"),
                "--relationships=" + folder.resolve("relationships-BOUGHT_BEFORE.csv"));

        String output = printed.toString(StandardCharsets.UTF_8);
        assertThat(exitCode).as(output).isZero();
        assertThat(output).contains("15 nodes", "26 relationships", "79 properties");
    }

    @Test
    void saysThatNoServerAnswers() {
        assertThatThrownBy(() -> new BoltTarget("bolt://127.0.0.1:1", AuthTokens.none(), "neo4j", Monitor.NONE))
                .isInstanceOf(ImportException.class)
                .hasMessage(
                        "No Neo4j server answers at `bolt://127.0.0.1:1`. Maybe start it first, or set `--bolt-port`.");
    }

    private void importSamples(int steps) {
        command(
                "products",
                sample("products.csv"),
                "--property",
                "name",
                "--property",
                "family",
                "--property",
                "category",
                "--property",
                "brand",
                "--property",
                "price:double");
        if (steps == 3) {
            command("purchases", sample("purchases.csv"), "--quantity-column", "quantity", "--min-customers", "99");
        } else if (steps > 3) {
            command("purchases", sample("purchases.csv"), "--quantity-column", "quantity");
        }
        if (steps >= 5) {
            command("co-views", sample("views.csv"), "--views-column", "views");
        }
        if (steps >= 6) {
            command(
                    "impressions",
                    sample("impressions.csv"),
                    "--property",
                    "position:long",
                    "--property",
                    "fits:boolean",
                    "--property",
                    "sameBrand:boolean");
        }
    }

    private static List<Path> scripts() throws IOException {
        try (var files = Files.list(Path.of("load-csv"))) {
            return files.filter(file -> file.getFileName().toString().matches("\\d-.*"))
                    .sorted()
                    .toList();
        }
    }

    private static void runScript(Path script) throws IOException {
        String text = Files.readString(script).replaceAll("(?m)^//.*$", "");
        for (String statement : text.split(";\\s*\\n", -1)) {
            if (!statement.isBlank()) {
                run(statement);
            }
        }
    }

    private static void importPurchases(Map<Purchase, Double> purchases, BoughtBefore.Rules rules) {
        try (GraphTarget target =
                new BoltTarget(neo4j.boltURI().toString(), AuthTokens.none(), "neo4j", Monitor.NONE)) {
            new PurchaseImport(target, rules, Monitor.NONE).run(purchases, Set.of());
        }
    }

    /** Runs the command against the database; the output of the last run is in {@code out}. */
    private int command(String... arguments) {
        out.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--bolt-port", String.valueOf(neo4j.boltURI().getPort())));
        CommandLine command = ImportCommand.commandLine();
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(out));
        return command.execute(all.toArray(new String[0]));
    }

    private static String sample(String name) {
        return Samples.file(name).toString();
    }

    /** Everything that is in the database, in a fixed order, without the database's own ids. */
    private static List<List<Object>> graph() {
        return rows("MATCH (n) OPTIONAL MATCH (n)-[r]->(m) WITH labels(n) AS labels, n.id AS id, properties(n) AS node,"
                + " type(r) AS type, m.id AS end, properties(r) AS relationship"
                + " RETURN * ORDER BY labels, id, type, end, relationship.at, relationship.id");
    }

    private static List<List<Object>> rows(String query) {
        try (var tx = neo4j.defaultDatabaseService().beginTx();
                var result = tx.execute(query)) {
            List<List<Object>> rows = new ArrayList<>();
            while (result.hasNext()) {
                Map<String, Object> next = result.next();
                rows.add(result.columns().stream().map(next::get).collect(ArrayList::new, List::add, List::addAll));
            }
            return rows;
        }
    }

    private static List<Object> row(Object... values) {
        return Arrays.asList(values);
    }

    private static void run(String statement) {
        neo4j.defaultDatabaseService().executeTransactionally(statement);
    }
}
