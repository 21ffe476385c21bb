// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer.nightly;

import io.bladegraph.importer.lock.LockedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.neo4j.driver.Driver;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.SessionExpiredException;

/** One night, from the increment to the report. */
public final class Nightly {
    private final NightlyConfig config;
    private final Path folder;
    private final PrintWriter terminal;

    /**
     * A night.
     *
     * @param config what to do
     * @param folder of the lock, the log and the report
     * @param terminal hears what the log hears
     */
    public Nightly(NightlyConfig config, Path folder, PrintWriter terminal) {
        this.config = config;
        this.folder = folder;
        this.terminal = terminal;
    }

    /** Brings new files into the database. */
    public interface Increment {
        /**
         * Imports.
         *
         * @return what the imports printed
         * @throws IllegalArgumentException if a file was refused
         * @throws LockedException if another import runs
         */
        List<String> run();
    }

    /** Where the database is. */
    public interface Connection {
        /** Connects, or fails with an exception of the driver. */
        Driver open();

        /** The name of the database. */
        String database();
    }

    /**
     * Lives through the night.
     *
     * @param connection to the database
     * @param increment what is new
     * @return how it ended; the report says more
     * @throws IOException if the folder cannot be written
     */
    public Outcome run(Connection connection, Increment increment) throws IOException {
        try (NightLock lock = NightLock.take(folder);
                NightLog log = new NightLog(lock.folder(), terminal)) {
            var report = new NightReport(config.model(), log);
            Outcome outcome = end(report, () -> live(connection, increment, report));
            report.write(folder, outcome);
            log.say("end        " + outcome.word() + " (exit code " + outcome.exitCode() + "): " + outcome.meaning());
            return outcome;
        } catch (NightException e) {
            terminal.println(e.getMessage());
            terminal.flush();
            return e.outcome();
        }
    }

    private static Outcome end(NightReport report, Supplier<Outcome> night) {
        try {
            return night.get();
        } catch (NightException e) {
            report.fail(e);
            return e.outcome();
        } catch (LockedException e) {
            report.fail(e);
            return Outcome.LOCKED;
        } catch (ServiceUnavailableException | SessionExpiredException | AuthenticationException e) {
            report.fail(e);
            return Outcome.UNREACHABLE;
        } catch (Neo4jException | IllegalArgumentException e) {
            report.fail(e);
            return Outcome.FAILED;
        }
    }

    private Outcome live(Connection connection, Increment increment, NightReport report) {
        try (Database database = new Database(connection.open(), connection.database())) {
            importIncrement(increment, report);
            var graph = new GraphModel(database, config);
            Map<String, Object> training = report.step("train", graph::train);
            Map<String, Object> gate = report.step("gate", () -> graph.gate(training));
            report.say("           " + GraphModel.sentence(gate));
            report.step("embeddings", graph::writeEmbeddings);
            report.step("related", graph::writeRelated);
            boolean learned = learnFromImpressions(database, report);
            if (!(boolean) gate.get("published")) {
                return Outcome.REFUSED;
            }
            return learned ? Outcome.PUBLISHED : Outcome.PARTLY;
        }
    }

    private static void importIncrement(Increment increment, NightReport report) {
        report.step("import", () -> {
            try {
                List<String> lines = increment.run();
                lines.forEach(line -> report.say("           " + line));
                return Map.of("lines", lines);
            } catch (IllegalArgumentException e) {
                throw new NightException(Outcome.NOT_IMPORTED, e.getMessage());
            }
        });
    }

    /** What cannot be learned tonight leaves what was learned before, and does not undo the rest of the night. */
    private boolean learnFromImpressions(Database database, NightReport report) {
        if (!ImpressionModels.any(database)) {
            report.say("impressions: there are none");
            return true;
        }
        var models = new ImpressionModels(database, config);
        try {
            report.step("scores", models::score);
            report.step("weights", models::weigh);
            report.step("conversions", models::predict);
            report.step("thresholds", models::decide);
            return true;
        } catch (ServiceUnavailableException | SessionExpiredException e) {
            throw e;
        } catch (NightException | Neo4jException e) {
            report.fail(e);
            models.discard();
            return false;
        }
    }
}
