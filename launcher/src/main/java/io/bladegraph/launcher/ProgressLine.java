// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.Supplier;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.exceptions.Neo4jException;

/**
 * Shows what {@code blade.progress()} reports while a call runs: on a terminal as one line that is drawn again and
 * again, elsewhere as a line every ten seconds.
 */
final class ProgressLine {
    private static final String CLEAR = "\r\033[K";
    private static final int POLL_MILLIS = 500;
    private static final int POLLS_PER_PLAIN_LINE = 20;

    private final Driver driver;
    private final PrintWriter out;
    private final boolean terminal;
    private final Thread poller = new Thread(this::poll, "progress");

    private ProgressLine(Driver driver, PrintWriter out, boolean terminal) {
        this.driver = driver;
        this.out = out;
        this.terminal = terminal;
    }

    /**
     * Runs a call and shows its progress.
     *
     * @param driver used in a session of its own
     * @param out where the line goes
     * @param call what takes long
     */
    static <T> T during(Driver driver, PrintWriter out, Supplier<T> call) {
        ProgressLine line = new ProgressLine(driver, out, Boolean.getBoolean("blade.terminal"));
        line.poller.setDaemon(true);
        line.poller.start();
        try {
            return call.get();
        } finally {
            line.end();
        }
    }

    private void end() {
        poller.interrupt();
        try {
            poller.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (terminal) {
            out.print(CLEAR);
        }
        out.flush();
    }

    private void poll() {
        try (Session session = driver.session()) {
            for (int polls = 1; ; polls++) {
                Thread.sleep(POLL_MILLIS);
                if (terminal || polls % POLLS_PER_PLAIN_LINE == 0) {
                    print(session.run("CALL blade.progress() YIELD task, done, total")
                            .list());
                }
            }
        } catch (InterruptedException | Neo4jException e) {
            // the end of the work, or of the connection: then the call itself reports it
        }
    }

    private void print(List<Record> jobs) {
        for (Record job : jobs) {
            String text = describe(
                    job.get("task").asString(),
                    job.get("done").asLong(),
                    job.get("total").asLong());
            if (terminal) {
                out.print(CLEAR + "      " + text);
            } else {
                out.println("      " + text);
            }
            out.flush();
        }
    }

    /**
     * A job in words.
     *
     * @param total 0 if unknown
     */
    static String describe(String task, long done, long total) {
        return total > 0 ? task + ", " + 100 * done / total + " %" : task;
    }
}
