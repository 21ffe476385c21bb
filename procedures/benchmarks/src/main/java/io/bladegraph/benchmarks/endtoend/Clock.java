// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.endtoend;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.function.Supplier;

/** Measures a call and prints a row of a Markdown table: wall time, and processor time of the whole JVM. */
final class Clock {
    static final String HEADER =
            "| What | Amount | Wall s | Processor s | per second |\n| --- | ---: | ---: | ---: | ---: |";

    private static final double NANOS = 1e9;

    private Clock() {}

    /** Prints the row of one call. */
    static <T> T time(String what, long amount, Supplier<T> call) {
        long processor = processorNanos();
        long started = System.nanoTime();
        T result = call.get();
        double wall = (System.nanoTime() - started) / NANOS;
        print(what, amount, wall, (processorNanos() - processor) / NANOS);
        return result;
    }

    /** Prints a row. */
    static void print(String what, long amount, double wall, double processor) {
        System.out.printf(
                Locale.ROOT, "| %s | %,d | %.2f | %.2f | %,.0f |%n", what, amount, wall, processor, amount / wall);
    }

    static long processorNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
