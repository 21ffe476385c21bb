// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.graphdb.GraphDatabaseService;

/** A server in a JVM of its own, whose class path the test chooses. Prints what statements return, or why they fail. */
final class LoneServer {
    static final String ANSWER = "answer: ";

    private LoneServer() {}

    /**
     * Starts, runs and stops.
     *
     * @param arguments the server's home, then statements
     */
    public static void main(String[] arguments) {
        Path home = Path.of(arguments[0]);
        var server = new DatabaseManagementServiceBuilder(home)
                .setConfig(GraphDatabaseSettings.plugin_dir, home.resolve("plugins"))
                .setConfig(GraphDatabaseSettings.preallocate_logical_logs, false)
                .build();
        try { // a thread of Neo4j 2026 would keep a failed program alive
            var database = server.database("neo4j");
            for (String statement : List.of(arguments).subList(1, arguments.length)) {
                System.out.println(ANSWER + answer(database, statement));
            }
        } finally {
            server.shutdown();
        }
    }

    private static String answer(GraphDatabaseService database, String statement) {
        try {
            return database.executeTransactionally(
                    statement, Map.of(), result -> result.stream().toList().toString());
        } catch (RuntimeException e) {
            Throwable root = e; // not by Neo4jTest, which would start a server of its own
            while (root.getCause() != null) {
                root = root.getCause();
            }
            return root.getMessage();
        }
    }
}
