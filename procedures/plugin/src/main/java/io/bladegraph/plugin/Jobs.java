// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The long computations that run in a database right now, for {@code blade.progress()}. Thread-safe. */
public final class Jobs {
    private final Map<String, Job> running = new ConcurrentHashMap<>();

    /**
     * Registers a job. Closing it takes it off the list.
     *
     * @param jobId a name that the user chose, or {@code null} for a new one
     * @param procedure the procedure that runs
     * @param user who called it
     * @return the job
     * @throws IllegalArgumentException if a job of that name is running
     */
    public Job start(String jobId, String procedure, String user) {
        return start(jobId, procedure, user, CatalogLink.NONE);
    }

    /**
     * Registers a job that is shown elsewhere too. Closing it takes it off both lists.
     *
     * @param jobId a name that the user chose, or {@code null} for a new one
     * @param procedure the procedure that runs
     * @param user who called it
     * @param link where it is shown
     * @return the job
     * @throws IllegalArgumentException if a job of that name is running
     */
    public Job start(String jobId, String procedure, String user, CatalogLink link) {
        String id = jobId == null ? UUID.randomUUID().toString() : jobId;
        Job job = new Job(id, procedure, user, System.nanoTime(), this);
        if (running.putIfAbsent(id, job) != null) {
            throw new IllegalArgumentException("A job with the `jobId` `" + id + "` is already running.");
        }
        job.showIn(link);
        return job;
    }

    /**
     * The jobs that run, oldest first.
     *
     * @return a copy
     */
    public List<Job> running() {
        return running.values().stream()
                .sorted(Comparator.comparingLong(Job::startedNanos))
                .toList();
    }

    void remove(Job job) {
        running.remove(job.jobId(), job);
    }
}
