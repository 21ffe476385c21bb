// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin;

import io.bladegraph.plugin.catalog.ModelHeader;

/** What Graph Data Science shows of Blade: its jobs in {@code gds.listProgress}, its models in {@code gds.model.list}. */
public interface CatalogLink {
    /** Where Graph Data Science is not installed. */
    CatalogLink NONE = new CatalogLink() {
        @Override
        public Progress start(String procedure) {
            return Progress.NONE;
        }

        @Override
        public void add(ModelHeader model) {}

        @Override
        public void remove(String modelName) {}
    };

    /** A job that is shown. Thread-safe. */
    interface Progress {
        /** Shown nowhere. */
        Progress NONE = new Progress() {
            @Override
            public void report(String task, long done, long total) {}

            @Override
            public void end(boolean terminated) {}
        };

        /**
         * Shows how far the job has come.
         *
         * @param task what it is doing
         * @param done units finished
         * @param total units in all; 0 if unknown
         */
        void report(String task, long done, long total);

        /**
         * Takes the job off the list.
         *
         * @param terminated whether the user stopped it
         */
        void end(boolean terminated);
    }

    /**
     * Shows a job.
     *
     * @param procedure what runs
     * @return to be ended
     */
    Progress start(String procedure);

    /**
     * Shows a model, in place of one of Blade of the same name.
     *
     * @param model what is known of it
     * @throws RuntimeException if the catalog has no room for it
     */
    void add(ModelHeader model);

    /**
     * Shows a model no longer.
     *
     * @param modelName what may be shown
     */
    void remove(String modelName);
}
