// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.gds;

import io.bladegraph.plugin.CatalogLink;
import io.bladegraph.plugin.catalog.ModelHeader;
import org.neo4j.gds.core.model.ModelCatalog;
import org.neo4j.gds.core.utils.progress.TaskStore;

/** Shows Blade's jobs and models where Graph Data Science shows its own. */
final class Link implements CatalogLink {
    private final String user;
    private final TaskStore tasks;
    private final ModelCatalog models;

    Link(String user, Object tasks, Object models) {
        this.user = user;
        this.tasks = (TaskStore) tasks;
        this.models = (ModelCatalog) models;
    }

    @Override
    public Progress start(String procedure) {
        return new JobTask(user, tasks, procedure);
    }

    @Override
    public void add(ModelHeader model) {
        remove(model.name());
        models.set(ModelEntry.of(model, user));
    }

    @Override
    public void remove(String modelName) {
        if (models.exists(user, modelName)
                && models.getUntyped(user, modelName).algoType().equals(ModelEntry.TYPE)) {
            models.drop(user, modelName);
        }
    }
}
