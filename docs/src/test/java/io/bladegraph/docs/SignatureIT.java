// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.bladegraph.docs.MarkdownPage.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/procedures.md} says of every call what the database says of it. */
class SignatureIT {
    private static final MarkdownPage PAGE = MarkdownPage.of(Checkout.ROOT.resolve("docs/procedures.md"));
    private static final String GRAPH = "{nodeLabels: 'Product', relationshipTypes: 'BOUGHT_BEFORE'}";
    private static final String UNKNOWN = "zzzzzzzzzzzz";
    /** Given in the call, or different on every machine. */
    private static final Set<String> NOT_COMPARED = Set.of("modelName", "overwrite", "concurrency");

    private static final Pattern NAME = Pattern.compile("`(\\w+)`");
    private static final Pattern MORE = Pattern.compile(" and (\\d+) more");

    /** A procedure or function as the database describes it. */
    record Call(String name, String rights, String signature, List<Map<String, Object>> arguments, Object result) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void sampleGraph() {
        Neo4j.wipe();
        Neo4j.runScript(Checkout.read(Checkout.ROOT.resolve("cypher/02-sample-graph.cypher")));
    }

    static List<Call> calls() {
        return Stream.of(
                        "SHOW PROCEDURES YIELD name, mode, signature, argumentDescription, returnDescription",
                        "SHOW FUNCTIONS YIELD name, category AS mode, signature, argumentDescription, returnDescription")
                .flatMap(show -> Neo4j.run(show + " WHERE name STARTS WITH 'blade.' RETURN name, CASE mode WHEN '' THEN"
                                + " 'READ' ELSE mode END, signature, argumentDescription, returnDescription")
                        .rows()
                        .stream())
                .map(row -> new Call(
                        (String) row.get(0), (String) row.get(1), (String) row.get(2), maps(row.get(3)), row.get(4)))
                .toList();
    }

    static List<Call> configurableCalls() {
        return calls().stream()
                .filter(call -> call.arguments().stream()
                        .anyMatch(argument -> argument.get("name").equals("configuration")))
                .toList();
    }

    @Test
    void everyCallIsDocumentedAndNoneInvented() {
        assertThat(PAGE.sections().stream().map(Section::title).filter(title -> title.startsWith("blade.")))
                .containsExactlyInAnyOrderElementsOf(
                        calls().stream().map(Call::name).toList());
    }

    @Test
    void theOverviewNamesTheRightsOfEveryCall() {
        var overview = section("Overview").rows("Call").stream()
                .collect(Collectors.toMap(row -> row.get(0), row -> row.get(1)));

        assertThat(overview).isEqualTo(calls().stream().collect(Collectors.toMap(Call::name, call -> call.rights()
                .toLowerCase(Locale.ROOT))));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void argumentsAreEqual(Call call) {
        List<String> documented = section(call.name()).blocks().stream()
                .filter(block -> block.info().equals("signature"))
                .map(block -> block.text().strip().replaceAll("\\s+", " "))
                .toList();

        String signature = call.signature().replaceAll("\\s+", " ");
        assertThat(documented).containsExactly(signature.replaceFirst("\\) :: \\(.*\\)$", ")"));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void columnsAreEqual(Call call) {
        List<String> columns = call.result() instanceof List<?> list
                ? maps(list).stream()
                        .map(column -> column.get("name") + " :: " + column.get("type"))
                        .toList()
                : List.of();

        assertThat(section(call.name()).rows("Column").stream().map(row -> row.get(0) + " :: " + row.get(1)))
                .isEqualTo(columns);
    }

    @ParameterizedTest
    @MethodSource("configurableCalls")
    void keysAreEqual(Call call) {
        assertKeys(keys(section(call.name())), Neo4j.error(withUnknownKey(call)));
    }

    @Test
    void keysOfAGraphAreEqual() {
        assertKeys(
                keys(section("The argument graph")),
                Neo4j.error("CALL blade.graph.stats({" + UNKNOWN + ": 1}) YIELD nodeCount"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "blade.train            | CALL blade.train(%s, {modelName: 'm', overwrite: true})",
                "blade.embeddings.write | CALL blade.embeddings.write(%s, {modelName: 'm'})",
                "blade.embeddings.index | CALL blade.embeddings.index()",
                "blade.recommend.write  | CALL blade.recommend.write(%s)"
            })
    void defaultsAreEqual(String name, String statement) {
        Neo4j.run("CALL blade.train(" + GRAPH + ", {modelName: 'm', overwrite: true}) YIELD modelName");
        Neo4j.run("CALL blade.embeddings.write(" + GRAPH + ", {modelName: 'm'}) YIELD nodeCount");

        var row = Neo4j.run(statement.formatted(GRAPH) + " YIELD configuration")
                .rows()
                .get(0);

        Map<?, ?> configuration = (Map<?, ?>) row.get(0);
        Map<String, Object> documented = new TreeMap<>();
        Map<String, Object> effective = new TreeMap<>();
        for (List<String> key : section(name).rows("Key")) {
            if (!NOT_COMPARED.contains(key.get(0))) {
                documented.put(key.get(0), normalized(key.get(1)));
                effective.put(key.get(0), normalized(configuration.get(key.get(0))));
            }
        }
        assertThat(documented).isEqualTo(effective);
    }

    private static void assertKeys(List<String> documented, String error) {
        List<String> known = NAME.matcher(error.substring(error.indexOf(" Known keys:")))
                .results()
                .map(match -> match.group(1))
                .toList();
        int more = MORE.matcher(error)
                .results()
                .mapToInt(match -> Integer.parseInt(match.group(1)))
                .sum();

        assertThat(documented).containsAll(known).hasSize(known.size() + more).doesNotHaveDuplicates();
    }

    private static String withUnknownKey(Call call) {
        List<String> arguments = new ArrayList<>();
        for (var argument : call.arguments()) {
            boolean optional = argument.containsKey("default");
            arguments.add(
                    switch ((String) argument.get("name")) {
                        case "graph" -> GRAPH;
                        case "modelName" -> "'m'";
                        case "configuration" -> "{" + UNKNOWN + ": 1" + (optional ? "" : ", modelName: 'm'") + "}";
                        default -> "null";
                    });
        }
        String application = call.name() + "(" + String.join(", ", arguments) + ")";
        return call.result() instanceof List ? "CALL " + application : "RETURN " + application;
    }

    /** The keys of a section; "a to b" stands for all from a to b in the section of {@code blade.train}. */
    private static List<String> keys(Section section) {
        return section.rows("Key").stream()
                .map(row -> row.get(0).split(" to ", -1))
                .flatMap(range -> range.length == 1 ? Stream.of(range[0]) : trainKeys(range[0], range[1]))
                .toList();
    }

    private static Stream<String> trainKeys(String first, String last) {
        List<String> keys = keys(section("blade.train"));
        return keys.subList(keys.indexOf(first), keys.indexOf(last) + 1).stream();
    }

    private static Section section(String title) {
        return PAGE.sections().stream()
                .filter(section -> section.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No section `" + title + "`."));
    }

    /** Numbers by value, texts without quotes, null as "none". */
    private static Object normalized(Object value) {
        String text = value == null ? "none" : value.toString().replace("'", "");
        return text.matches("-?\\d+(\\.\\d+)?([eE]-?\\d+)?") ? (Object) Double.valueOf(text) : text;
    }

    private static List<Map<String, Object>> maps(Object list) {
        return ((List<?>) list)
                .stream()
                        .map(item -> ((Map<?, ?>) item)
                                .entrySet().stream()
                                        .collect(Collectors.<Map.Entry<?, ?>, String, Object>toMap(
                                                entry -> (String) entry.getKey(), Map.Entry::getValue)))
                        .toList();
    }
}
