// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import io.bladegraph.Monitor;
import java.io.PrintWriter;
import java.util.Locale;

/** Prints progress about once a second, and the end of every task that took longer. */
final class ConsoleMonitor implements Monitor {
    private static final long INTERVAL_NANOS = 1_000_000_000;

    private final PrintWriter out;
    private String lastTask = "";
    private long lastNanos = System.nanoTime();

    ConsoleMonitor(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void progress(String task, long done, long total) {
        boolean shown = task.equals(lastTask);
        if (System.nanoTime() - lastNanos < INTERVAL_NANOS && !(shown && done == total)) {
            return;
        }
        String line = done == total
                ? String.format(Locale.ROOT, "%s: %,d", task, done)
                : String.format(Locale.ROOT, "%s: %,d of %,d", task, done, total);
        out.println(line);
        out.flush();
        lastTask = task;
        lastNanos = System.nanoTime();
    }
}
