// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.gds;

import io.bladegraph.OptionalClass;
import io.bladegraph.plugin.CatalogLink;
import io.bladegraph.plugin.projection.GraphCatalog;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The way to Graph Data Science. Names none of its types, so that the plugin lives without it. */
public final class GraphDataScience {
    private static final List<String> CLASSES = List.of(
            "ArrayValues",
            "ModelEntry",
            "ModelEntry$Settings",
            "ModelEntry$Info",
            "JobTask$Root",
            "JobTask",
            "Link",
            "CatalogGraphs");

    private GraphDataScience() {}

    /**
     * Whether Graph Data Science is installed.
     *
     * @return true if its catalog of graphs can be loaded
     */
    public static boolean isInstalled() {
        return find("org.neo4j.gds.core.loading.GraphStoreCatalog") != null;
    }

    /**
     * The graphs of a user.
     *
     * @param database its name
     * @param user who calls; empty if authentication is off
     * @return nothing if Graph Data Science is not installed
     */
    public static Optional<GraphCatalog> graphs(String database, String user) {
        return isInstalled()
                ? Optional.of(make("CatalogGraphs", GraphCatalog.class, database, user))
                : Optional.empty();
    }

    /**
     * Where Blade's jobs and models can be shown.
     *
     * @param user who calls; empty if authentication is off
     * @param components gives what Graph Data Science has registered for a class, or null
     * @return shows nothing if Graph Data Science is not installed, or only in part
     */
    public static CatalogLink link(String user, UnaryOperator<Object> components) {
        Class<?> tasks = find("org.neo4j.gds.core.utils.progress.TaskStore");
        Class<?> models = find("org.neo4j.gds.core.model.ModelCatalog");
        Object taskStore = tasks == null ? null : components.apply(tasks);
        Object modelCatalog = models == null ? null : components.apply(models);
        return taskStore == null || modelCatalog == null
                ? CatalogLink.NONE
                : make("Link", CatalogLink.class, user, taskStore, modelCatalog);
    }

    private static Class<?> find(String name) {
        try {
            return Class.forName(name, false, GraphDataScience.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    private static <T> T make(String simpleName, Class<T> type, Object... arguments) {
        try {
            for (String one : CLASSES) {
                OptionalClass.load(MethodHandles.lookup(), one);
            }
            Class<?> made = OptionalClass.load(MethodHandles.lookup(), simpleName);
            return type.cast(made.getDeclaredConstructors()[0].newInstance(arguments));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "Graph Data Science is installed in a version that Blade does not know.", e);
        }
    }
}
