// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.gds;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neo4j.gds.core.utils.progress.TaskStore;
import org.neo4j.gds.core.utils.progress.tasks.Status;
import org.neo4j.gds.core.utils.progress.tasks.Task;

class JobTaskTest {
    private final List<Task> stored = new ArrayList<>();
    private final TaskStore store = (TaskStore) Proxy.newProxyInstance(
            TaskStore.class.getClassLoader(), new Class<?>[] {TaskStore.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("store")) {
                    stored.add((Task) arguments[2]);
                }
                return null;
            });

    /** {@code gds.listProgress} walks through the tasks while the job goes on. */
    @Test
    void canBeListedWhileItGrows() {
        var job = new JobTask("neo4j", store, "blade.train");
        job.report("Read the graph", 1, 10);
        var listing = stored.get(0).subTasks().iterator();

        job.report("Train", 1, 10);

        assertThat(listing.next().description()).isEqualTo("Read the graph");
    }

    @Test
    void knowsItsVolumeOnceItHasEnded() {
        var job = new JobTask("neo4j", store, "blade.train");
        Task root = stored.get(0);
        job.report("Read the graph", 3, 0);
        job.report("Train", 4, 10);

        assertThat(root.getProgress().progress()).isEqualTo(7);
        assertThat(root.getProgress().volume()).isEqualTo(Task.UNKNOWN_VOLUME);

        job.end(false);

        assertThat(root.status()).isEqualTo(Status.FINISHED);
        assertThat(root.getProgress().progress()).isEqualTo(13);
        assertThat(root.getProgress().volume()).isEqualTo(13);
        assertThat(root.subTasks()).extracting(Task::status).containsOnly(Status.FINISHED);
    }

    @Test
    void isCanceledWhenTerminated() {
        var job = new JobTask("neo4j", store, "blade.train");
        job.report("Train", 4, 10);

        job.end(true);

        assertThat(stored.get(0).status()).isEqualTo(Status.CANCELED);
    }
}
