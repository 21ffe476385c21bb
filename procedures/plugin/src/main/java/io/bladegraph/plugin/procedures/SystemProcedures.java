// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import io.bladegraph.plugin.Installation;
import io.bladegraph.plugin.Job;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;
import org.neo4j.procedure.UserFunction;

/** {@code blade.version, help, progress} and {@code debug}. */
public class SystemProcedures extends BladeProcedure {

    /** Something that can be called. */
    public record HelpRow(
            @Description("'procedure' or 'function'.") String type,
            @Description("Its name.") String name,
            @Description("What it does.") String description,
            @Description("Arguments and results.") String signature) {}

    /** A computation that runs. */
    public record ProgressRow(
            @Description("Name of the job.") String jobId,
            @Description("The procedure that runs.") String procedure,
            @Description("What it is doing.") String task,
            @Description("Units of work finished.") long done,
            @Description("Units of work in all; null if unknown.") Long total,
            @Description("Share finished, from 0 to 100; null if unknown.") Double percent,
            @Description("Time since the job began.") long elapsedMillis,
            @Description("Who called it; empty if authentication is off.") String user) {

        private static ProgressRow from(Job job) {
            var progress = job.progress();
            boolean known = progress.total() > 0;
            return new ProgressRow(
                    job.jobId(),
                    job.procedure(),
                    progress.task(),
                    progress.done(),
                    known ? progress.total() : null,
                    known ? 100.0 * progress.done() / progress.total() : null,
                    millisSince(job.startedNanos()),
                    job.user());
        }
    }

    /** A fact about the installation. */
    public record DebugRow(@Description("What.") String key, @Description("Its value.") Object value) {}

    @UserFunction("blade.version")
    @Description("The version of the plugin.")
    public String version() {
        return Installation.version();
    }

    @Procedure(name = "blade.help", mode = Mode.READ)
    @Description("The plugin's procedures and functions.")
    public Stream<HelpRow> help(
            @Name(
                            value = "keyword",
                            defaultValue = "",
                            description = "Only those with this word in the name or the description.")
                    String keyword) {
        return Stream.of("procedure", "function").flatMap(type -> described(type, keyword));
    }

    @Procedure(name = "blade.progress", mode = Mode.READ)
    @Description("The plugin's computations that run in this database, oldest first.")
    public Stream<ProgressRow> progress() {
        return workspace.jobs().running().stream().map(ProgressRow::from);
    }

    @Procedure(name = "blade.debug", mode = Mode.READ)
    @Description("What to write into a bug report.")
    public Stream<DebugRow> debug() {
        return Installation.facts(transaction, workspace).entrySet().stream()
                .map(fact -> new DebugRow(fact.getKey(), fact.getValue()));
    }

    private Stream<HelpRow> described(String type, String keyword) {
        String query = "SHOW " + type.toUpperCase(Locale.ROOT) + "S YIELD name, description, signature"
                + " WHERE name STARTS WITH 'blade.' AND toLower(name + ' ' + description) CONTAINS toLower($keyword)"
                + " RETURN name, description, signature ORDER BY name";
        try (var result = transaction.execute(query, Map.of("keyword", keyword == null ? "" : keyword))) {
            return result.stream()
                    .map(row -> new HelpRow(type, (String) row.get("name"), (String) row.get("description"), (String)
                            row.get("signature")))
                    .toList()
                    .stream();
        }
    }
}
