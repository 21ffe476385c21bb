// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.endtoend;

import java.lang.management.ManagementFactory;

/**
 * The most heap that was alive at once, above what was alive at the beginning: collected and looked at four times a second.
 * What it watches is slowed down, so it is not timed.
 */
final class LiveHeap implements AutoCloseable {
    private static final long PAUSE_MILLIS = 250;

    private final long before = alive();
    private final Thread watcher = new Thread(this::watch, "live-heap");
    private volatile boolean closed;
    private volatile long most;

    private LiveHeap() {}

    static LiveHeap watching() {
        var heap = new LiveHeap();
        heap.watcher.start();
        return heap;
    }

    private static long alive() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private void watch() {
        try {
            while (!closed) {
                most = Math.max(most, alive());
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The peak so far, in bytes above the beginning. */
    long peak() {
        return most - before;
    }

    @Override
    public void close() {
        closed = true;
        try {
            watcher.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
