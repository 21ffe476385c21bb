// SPDX-License-Identifier: Apache-2.0
package io.bladegraph;

/**
 * Where a long computation reports its progress and learns that it should stop.
 *
 * <p>Progress and cancellation are one call, so that neither can be forgotten. Implementations must be safe for use by
 * several threads at once: workers call from their own threads.
 */
@FunctionalInterface
public interface Monitor {
    /** Reports to nobody and never stops. */
    Monitor NONE = (task, done, total) -> {};

    /**
     * Called at least once per batch and at least every few milliseconds of work.
     *
     * @param task what is being done, in words that a user understands
     * @param done units of work finished, from 0 to {@code total}
     * @param total units of work in all
     * @throws RuntimeException if the caller asked to stop; the computation ends with this exception
     */
    void progress(String task, long done, long total);
}
