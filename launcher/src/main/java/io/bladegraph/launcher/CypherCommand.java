// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.Result;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.exceptions.SecurityException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.summary.ResultSummary;
import org.neo4j.driver.summary.SummaryCounters;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code blade cypher}: runs statements and prints their rows. */
@Command(
        name = "cypher",
        description = "Runs Cypher statements, separated by `;`, and prints their rows as tables.",
        footer = {"", "Example: blade cypher \"MATCH (p:Product {id: \\$id}) RETURN p.name\" --param id=P17"})
final class CypherCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Connection connection;

    @ArgGroup(multiplicity = "1")
    private Source source;

    @Option(
            names = "--param",
            paramLabel = "K=V",
            description = "Parameter of the statements: a number, true, false, null, a 'string', a [list], "
                    + "a {map: 1}, or any other text as it stands. Repeatable.")
    private Map<String, String> parameters = Map.of();

    @Option(
            names = "--database",
            paramLabel = "NAME",
            defaultValue = "neo4j",
            description = "Default: ${DEFAULT-VALUE}.")
    private String database;

    private static final class Source {
        @Parameters(paramLabel = "STATEMENTS", description = "What to run.")
        private String statements;

        @Option(names = "--file", paramLabel = "FILE", description = "A script to run instead.")
        private Path file;

        String text() {
            try {
                return file == null ? statements : Files.readString(file);
            } catch (IOException e) {
                throw new IllegalArgumentException("`--file` must be a readable text file, but " + e + ".", e);
            }
        }
    }

    @Override
    public void run() {
        Map<String, Object> values = new HashMap<>();
        parameters.forEach((name, text) -> values.put(name, Literals.parse(text)));
        List<String> statements = Statements.split(source.text());
        try (Driver driver = connection.open();
                Session session = driver.session(SessionConfig.forDatabase(database))) {
            statements.forEach(statement -> run(session, statement, values));
        } catch (SecurityException e) {
            throw new IllegalStateException(e.getMessage() + "\nMaybe give the right `--password`.", e);
        } catch (ServiceUnavailableException e) {
            throw new IllegalStateException(e.getMessage() + "\nMaybe start the server first: blade server start", e);
        }
    }

    private void run(Session session, String statement, Map<String, Object> values) {
        PrintWriter out = spec.commandLine().getOut();
        Result result = session.run(statement, values);
        List<String> columns = result.keys();
        List<Record> rows = result.list();
        if (!columns.isEmpty()) {
            new Table(columns, rows.stream().map(Record::values).toList()).print(out, "");
        }
        out.println(summary(rows.size(), result.consume()));
        out.flush();
    }

    private static String summary(int rows, ResultSummary summary) {
        SummaryCounters counters = summary.counters();
        StringBuilder text = new StringBuilder(rows == 1 ? "1 row" : rows + " rows");
        Map<String, Integer> changes = Map.of();
        if (counters.containsUpdates() || counters.containsSystemUpdates()) {
            changes = changes(counters);
        }
        changes.forEach((name, count) -> {
            if (count > 0) {
                text.append(", ").append(count).append(' ').append(name);
            }
        });
        return text.toString();
    }

    private static Map<String, Integer> changes(SummaryCounters counters) {
        Map<String, Integer> changes = new LinkedHashMap<>();
        changes.put("nodes created", counters.nodesCreated());
        changes.put("nodes deleted", counters.nodesDeleted());
        changes.put("relationships created", counters.relationshipsCreated());
        changes.put("relationships deleted", counters.relationshipsDeleted());
        changes.put("properties set", counters.propertiesSet());
        changes.put("labels added", counters.labelsAdded());
        changes.put("labels removed", counters.labelsRemoved());
        changes.put("indexes added", counters.indexesAdded());
        changes.put("indexes removed", counters.indexesRemoved());
        changes.put("constraints added", counters.constraintsAdded());
        changes.put("constraints removed", counters.constraintsRemoved());
        return changes;
    }
}
