// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import io.bladegraph.training.MemoryEstimate;
import java.util.Locale;

/** Keeps a computation that does not fit from taking the server's memory. */
final class Memory {
    private static final double MEBIBYTE = 1 << 20;

    private Memory() {}

    /** Refuses what needs more memory at least than is free. */
    static void require(String procedure, MemoryEstimate estimate) {
        if (estimate.bytesMin() > free()) {
            System.gc(); // what is used may be garbage
            require(procedure, estimate, free());
        }
    }

    static void require(String procedure, MemoryEstimate estimate, long free) {
        if (estimate.bytesMin() > free) {
            throw new IllegalStateException("`" + procedure + "` needs at least " + mebibytes(estimate.bytesMin())
                    + " of memory, but only " + mebibytes(free) + " of the heap are free. Maybe give the server more by"
                    + " `server.memory.heap.max_size`, ask for less, see `" + procedure + ".estimate`, or set"
                    + " `sudo: true` to try it all the same.");
        }
    }

    static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MiB", bytes / MEBIBYTE);
    }

    private static long free() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    }
}
