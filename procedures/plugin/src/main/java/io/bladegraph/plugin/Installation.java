// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin;

import io.bladegraph.linalg.KernelChoice;
import io.bladegraph.plugin.gds.GraphDataScience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.neo4j.graphdb.Transaction;

/** What is installed, and on what. */
public final class Installation {
    private static final long MEBIBYTE = 1 << 20;

    private Installation() {}

    /**
     * The version of the plugin.
     *
     * @return as in the name of its jar
     */
    public static String version() {
        try (var in = Installation.class.getResourceAsStream("version.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).trim();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What a bug report should say.
     *
     * @param transaction to ask the server for its version
     * @param workspace of the database
     * @return facts by name
     */
    public static Map<String, Object> facts(Transaction transaction, Workspace workspace) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("blade", version());
        facts.put("neo4j", neo4jVersion(transaction));
        facts.put("graphDataScience", GraphDataScience.isInstalled() ? "installed" : "not installed");
        facts.put("kernels", KernelChoice.current().description());
        facts.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
        facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        facts.put("processors", (long) Runtime.getRuntime().availableProcessors());
        facts.put("maxHeapMebibytes", Runtime.getRuntime().maxMemory() / MEBIBYTE);
        facts.put("models", (long) workspace.models().names().size());
        facts.put("runningJobs", (long) workspace.jobs().running().size());
        return facts;
    }

    private static String neo4jVersion(Transaction transaction) {
        try (var result = transaction.execute(
                "CALL dbms.components() YIELD name, versions, edition RETURN versions[0] + ' ' + edition AS version")) {
            return (String) result.next().get("version");
        }
    }
}
