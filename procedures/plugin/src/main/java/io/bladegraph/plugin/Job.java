// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin;

/** A running computation and how far it has come. Thread-safe. */
public final class Job implements AutoCloseable {
    private final String jobId;
    private final String procedure;
    private final String user;
    private final long startedNanos;
    private final Jobs jobs;
    private volatile Progress progress = new Progress("starting", 0, 0);
    private volatile CatalogLink.Progress shown = CatalogLink.Progress.NONE;
    private volatile boolean terminated;

    Job(String jobId, String procedure, String user, long startedNanos, Jobs jobs) {
        this.jobId = jobId;
        this.procedure = procedure;
        this.user = user;
        this.startedNanos = startedNanos;
        this.jobs = jobs;
    }

    /**
     * How far a job has come with what it is doing.
     *
     * @param task what it is doing
     * @param done units finished
     * @param total units in all; 0 if unknown
     */
    public record Progress(String task, long done, long total) {}

    /**
     * The name of the job.
     *
     * @return unique among the running jobs of a database
     */
    public String jobId() {
        return jobId;
    }

    /**
     * The procedure that runs.
     *
     * @return its name
     */
    public String procedure() {
        return procedure;
    }

    /**
     * Who called it.
     *
     * @return a user name; empty if authentication is off
     */
    public String user() {
        return user;
    }

    /**
     * When the job began.
     *
     * @return a value of {@link System#nanoTime}
     */
    public long startedNanos() {
        return startedNanos;
    }

    /**
     * How far the job has come.
     *
     * @return the last report
     */
    public Progress progress() {
        return progress;
    }

    void report(String task, long done, long total) {
        progress = new Progress(task, done, total);
        showing(() -> shown.report(task, done, total));
    }

    /** The user has stopped the job. */
    void terminated() {
        terminated = true;
    }

    void showIn(CatalogLink link) {
        showing(() -> shown = link.start(procedure));
    }

    @Override
    public void close() {
        jobs.remove(this);
        showing(() -> shown.end(terminated));
    }

    /** What is shown elsewhere must not fail the job, whatever version of Graph Data Science shows it. */
    private void showing(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | LinkageError e) {
            shown = CatalogLink.Progress.NONE;
        }
    }
}
