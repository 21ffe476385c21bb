// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import io.bladegraph.Monitor;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * Shows progress: on a terminal as one line that is drawn again every second, elsewhere as a line every ten seconds.
 */
final class ConsoleMonitor implements Monitor {
    /** What progress begins with, so that it can be told from results. */
    static final String INDENT = "      ";

    private static final String CLEAR = "\r\033[K";

    /** Set by the script that starts Java, which alone can tell. */
    private final boolean terminal = Boolean.getBoolean("blade.terminal");

    private final long intervalNanos = terminal ? 1_000_000_000L : 10_000_000_000L;

    private final PrintWriter out;
    private boolean shown;
    private long lastNanos = System.nanoTime();

    ConsoleMonitor(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void progress(String task, long done, long total) {
        if (terminal && shown && done == total) {
            shown = false;
            out.print(CLEAR);
            out.flush();
        }
        if (System.nanoTime() - lastNanos < intervalNanos || done == total) {
            return;
        }
        String line = String.format(Locale.ROOT, "%s%s, %,d of %,d", INDENT, task, done, total);
        if (terminal) {
            out.print(CLEAR + line);
        } else {
            out.println(line);
        }
        out.flush();
        shown = true;
        lastNanos = System.nanoTime();
    }
}
