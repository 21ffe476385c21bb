// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.neo4j.logging.NullLog;

class Neo4jMonitorTest {
    private final Jobs jobs = new Jobs();

    @Test
    void progressIsSeenWhileTheJobRunsAndNotAfterwards() {
        try (var job = jobs.start("j", "blade.train", "ann")) {
            new Neo4jMonitor(() -> {}, NullLog.getInstance(), job).progress("Epoch 3", 5, 20);

            assertThat(jobs.running()).containsExactly(job);
            assertThat(job.progress()).isEqualTo(new Job.Progress("Epoch 3", 5, 20));
        }
        assertThat(jobs.running()).isEmpty();
    }

    @Test
    void aTerminatedTransactionStopsTheJob() {
        try (var job = jobs.start(null, "blade.train", "ann")) {
            var terminated = new IllegalStateException("terminated");
            var monitor = new Neo4jMonitor(
                    () -> {
                        throw terminated;
                    },
                    NullLog.getInstance(),
                    job);

            assertThatThrownBy(() -> monitor.progress("Epoch 1", 0, 1)).isSameAs(terminated);
        }
    }

    @Test
    void refusesTheNameOfARunningJob() {
        try (var running = jobs.start("j", "blade.train", "ann")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> jobs.start("j", "blade.train", "bob"))
                    .withMessage("A job with the `jobId` `j` is already running.");
            assertThat(jobs.running()).containsExactly(running);
        }
    }
}
