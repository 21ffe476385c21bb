// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Supplier;

/** Numbers the steps of a long command and says how long each took. */
final class Steps {
    private final PrintWriter out;
    private final int total;
    private int current;

    Steps(PrintWriter out, int total) {
        this.out = out;
        this.total = total;
    }

    /**
     * Runs the next step.
     *
     * @param title what it does, printed before it begins
     * @param step the work; returns what is worth knowing of its result
     */
    void run(String title, Supplier<String> step) {
        current++;
        out.println("[" + current + "/" + total + "] " + title);
        out.flush();
        long begin = System.nanoTime();
        String result = step.get();
        double seconds = (System.nanoTime() - begin) / 1e9;
        out.println(String.format(Locale.ROOT, "      %s (%.1f s)", result, seconds));
        out.flush();
    }
}
