// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippets of {@code docs/clients.md}, run by the languages that they are written in, where their drivers are. */
class ClientsIT {
    private static final MarkdownPage PAGE = MarkdownPage.of(Checkout.ROOT.resolve("docs/clients.md"));
    private static final List<String> EXPECTED = List.of("products 12", "1 ", "2 ", "3 ", "phone first true");

    /** What the client is told to run: literals beside each other, as Python joins them. */
    private static final Pattern CALL = Pattern.compile("run_cypher\\(((?:\\s*\"[^\"]*\")+)");

    private static final Pattern LITERAL = Pattern.compile("\"([^\"]*)\"");

    @TempDir
    private Path folder;

    /**
     * What a program did.
     *
     * @param exitCode 0 is good
     * @param output both streams
     */
    private record Ended(int exitCode, String output) {}

    @BeforeEach
    void beginWithTheSampleGraph() {
        Neo4j.wipe();
        PAGE.scripts().forEach(script -> Neo4j.runScript(Checkout.read(script)));
    }

    @Test
    void javaScript() throws IOException, InterruptedException {
        assumeTrue(
                runs("node", "-e", "require('neo4j-driver')"),
                "the JavaScript snippet was not run: node does not find the package neo4j-driver,"
                        + " maybe install it and set NODE_PATH");

        check(run("node", snippet("javascript", "snippet.cjs")));
    }

    @Test
    void python() throws IOException, InterruptedException {
        String python = System.getenv().getOrDefault("PYTHON", "python3");
        assumeTrue(
                runs(python, "-c", "import neo4j"),
                "the Python snippet was not run: python3 does not find the package neo4j, maybe install it,"
                        + " or set PYTHON to a Python that has it");

        check(run(python, snippet("python", "snippet.py")));
    }

    /** Its client could not be installed; it sends these statements as they are. */
    @Test
    void statementsOfTheGraphDataScienceClient() {
        String snippet = block("python-not-run");
        List<String> statements = CALL.matcher(snippet)
                .results()
                .map(call -> LITERAL.matcher(call.group(1))
                        .results()
                        .map(literal -> literal.group(1))
                        .collect(Collectors.joining()))
                .toList();
        assertThat(statements).hasSize(snippet.split("run_cypher", -1).length - 1);
        Map<String, Object> parameters =
                Map.of("graph", Map.of("nodeLabels", "Product", "relationshipTypes", "BOUGHT_BEFORE"), "id", "p1");

        List<Neo4j.Answer> answers = statements.stream()
                .map(statement -> Neo4j.run(statement, parameters))
                .toList();

        assertThat(answers.get(0).rows()).containsExactly(List.of("client"));
        assertThat(answers.get(1).rows()).containsExactly(List.of(12L));
        assertThat(answers.get(2).columns()).containsExactly("rank", "name", "score");
        assertThat(answers.get(2).rows()).hasSize(10);
    }

    private static void check(Ended ended) {
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        List<String> lines = ended.output().lines().toList();
        assertThat(lines).hasSameSizeAs(EXPECTED);
        for (int i = 0; i < lines.size(); i++) {
            assertThat(lines.get(i)).startsWith(EXPECTED.get(i));
        }
        assertThat(lines.subList(1, 4)).allMatch(line -> line.matches("\\d [a-z]\\d+ true"));
        assertThat(Neo4j.run("MATCH (p:Product) RETURN count(p.sourceEmbedding)")
                        .rows())
                .containsExactly(List.of(12L));
    }

    private String snippet(String language, String name) throws IOException {
        String text = block(language);
        assertThat(text).contains("bolt://127.0.0.1:7687");
        return Files.writeString(folder.resolve(name), text.replace("bolt://127.0.0.1:7687", Neo4j.boltAddress()))
                .toString();
    }

    private static String block(String language) {
        List<String> texts = PAGE.blocks().stream()
                .filter(block -> block.info().equals(language))
                .map(MarkdownPage.Fenced::text)
                .toList();
        assertThat(texts).hasSize(1);
        return texts.get(0);
    }

    private boolean runs(String... command) throws InterruptedException {
        try {
            return run(command).exitCode() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private Ended run(String... command) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        int exitCode = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        return new Ended(
                exitCode, Files.readString(output, StandardCharsets.UTF_8).strip());
    }
}
