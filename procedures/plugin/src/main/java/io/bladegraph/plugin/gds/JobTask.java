// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.gds;

import io.bladegraph.plugin.CatalogLink;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.neo4j.gds.core.utils.progress.TaskRegistry;
import org.neo4j.gds.core.utils.progress.TaskStore;
import org.neo4j.gds.core.utils.progress.tasks.Progress;
import org.neo4j.gds.core.utils.progress.tasks.Status;
import org.neo4j.gds.core.utils.progress.tasks.Task;
import org.neo4j.gds.core.utils.progress.tasks.Tasks;

/** A job of Blade in {@code gds.listProgress}: a task, with one below it for all that the job does in turn. */
final class JobTask implements CatalogLink.Progress {
    private final TaskRegistry registry;
    private final Root root;
    private String phase = "";
    private Task current;
    private long logged;

    JobTask(String user, TaskStore store, String procedure) {
        this.registry = new TaskRegistry(user, store);
        this.root = new Root(procedure);
        registry.registerTask(root);
        root.start();
    }

    @Override
    public synchronized void report(String task, long done, long total) {
        if (!task.equals(phase)) {
            if (current != null) {
                current.finish();
            }
            phase = task;
            current = Tasks.leaf(phase, total > 0 ? total : Task.UNKNOWN_VOLUME);
            current.start();
            root.subTasks().add(current);
            logged = 0;
        }
        if (done > logged) {
            current.logProgress(done - logged);
            root.done.logProgress(done - logged);
            logged = done;
        }
    }

    @Override
    public synchronized void end(boolean terminated) {
        try {
            if (terminated) {
                root.cancel();
            } else {
                if (current != null) {
                    current.finish();
                }
                root.finish();
            }
        } finally {
            unregister();
        }
    }

    /** The method is {@code unregisterTask} in version 2.13 and {@code markCompleted} later. */
    private void unregister() {
        var type = MethodType.methodType(void.class);
        for (String name : List.of("unregisterTask", "markCompleted")) {
            try {
                MethodHandles.publicLookup()
                        .findVirtual(TaskRegistry.class, name, type)
                        .invoke(registry);
                return;
            } catch (NoSuchMethodException e) {
                // the next one
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /**
     * Can be listed while tasks are added below it, and does not say before the end how much there will be to do. The
     * iterative task of Graph Data Science that is open to more keeps a plain list, and {@code gds.listProgress} fails
     * when that grows under it.
     */
    private static final class Root extends Task {
        private final Task done = Tasks.leaf("", UNKNOWN_VOLUME);

        Root(String procedure) {
            super(procedure, new CopyOnWriteArrayList<>());
        }

        @Override
        public Progress getProgress() {
            return status() == Status.FINISHED ? super.getProgress() : done.getProgress();
        }
    }
}
