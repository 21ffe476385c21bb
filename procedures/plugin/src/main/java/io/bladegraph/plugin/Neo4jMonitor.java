// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin;

import io.bladegraph.Monitor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.neo4j.logging.Log;
import org.neo4j.procedure.TerminationGuard;

/**
 * Progress into {@code blade.progress()} and the server's log, cancellation from {@code TERMINATE TRANSACTION}.
 *
 * <p>The log gets a line when a task begins, and one every ten seconds while it lasts.
 */
public final class Neo4jMonitor implements Monitor {
    private static final long LOG_INTERVAL_NANOS = 10_000_000_000L;

    private final TerminationGuard guard;
    private final Log log;
    private final Job job;
    private final AtomicReference<String> loggedTask = new AtomicReference<>("");
    private final AtomicLong loggedNanos = new AtomicLong();

    /**
     * Watches over a job.
     *
     * @param guard of the calling transaction
     * @param log of the server
     * @param job what is running
     */
    public Neo4jMonitor(TerminationGuard guard, Log log, Job job) {
        this.guard = guard;
        this.log = log;
        this.job = job;
    }

    @Override
    public void progress(String task, long done, long total) {
        check();
        job.report(task, done, total);
        long now = System.nanoTime();
        long last = loggedNanos.get();
        boolean newTask = !task.equals(loggedTask.getAndSet(task));
        if ((newTask || now - last >= LOG_INTERVAL_NANOS) && loggedNanos.compareAndSet(last, now)) {
            log.info("%s [%s] %s: %d of %d", job.procedure(), job.jobId(), task, done, total);
        }
    }

    /**
     * Stops here if the calling transaction was terminated.
     *
     * @throws RuntimeException what stops it
     */
    public void check() {
        try {
            guard.check();
        } catch (RuntimeException e) {
            job.terminated();
            throw e;
        }
    }
}
