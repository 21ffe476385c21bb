// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

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
        var database = server.database("neo4j");
        for (String statement : List.of(arguments).subList(1, arguments.length)) {
            String answer;
            try {
                answer = database.executeTransactionally(
                        statement, Map.of(), result -> result.stream().toList().toString());
            } catch (RuntimeException e) {
                answer = Neo4jTest.message(e);
            }
            System.out.println(ANSWER + answer);
        }
        server.shutdown();
    }
}
