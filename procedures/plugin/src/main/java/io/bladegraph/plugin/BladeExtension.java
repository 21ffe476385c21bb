// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin;

import io.bladegraph.plugin.catalog.ModelStore;
import io.bladegraph.plugin.gds.GraphDataScience;
import io.bladegraph.plugin.ranking.EmbeddingTables;
import java.nio.file.Path;
import org.neo4j.configuration.Config;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.internal.kernel.api.exceptions.ProcedureException;
import org.neo4j.kernel.api.KernelTransaction;
import org.neo4j.kernel.api.procedure.Context;
import org.neo4j.kernel.api.procedure.GlobalProcedures;
import org.neo4j.kernel.extension.ExtensionFactory;
import org.neo4j.kernel.extension.ExtensionType;
import org.neo4j.kernel.extension.context.ExtensionContext;
import org.neo4j.kernel.internal.GraphDatabaseAPI;
import org.neo4j.kernel.lifecycle.Lifecycle;
import org.neo4j.kernel.lifecycle.LifecycleAdapter;

/**
 * Gives each database a {@link Workspace} and lets procedures have it injected.
 *
 * <p>The component is registered as safe, so procedures stay in Neo4j's sandbox: the plugin needs no entry in
 * {@code dbms.security.procedures.unrestricted}. What it hands out obeys the rights of the caller; see the classes.
 */
public final class BladeExtension extends ExtensionFactory<BladeExtension.Dependencies> {

    /** What Neo4j provides. */
    public interface Dependencies {
        /** Where components are registered. */
        GlobalProcedures procedures();

        /** The server with its databases. */
        DatabaseManagementService server();

        /** The database that this extension belongs to. */
        GraphDatabaseAPI database();

        /** The server's settings. */
        Config config();
    }

    /** What outlives a transaction. */
    private record Resources(ModelStore models, Jobs jobs, EmbeddingTables tables) {}

    /** Called by Neo4j. */
    public BladeExtension() {
        super(ExtensionType.DATABASE, "blade");
    }

    @Override
    public Lifecycle newInstance(ExtensionContext context, Dependencies dependencies) {
        GraphDatabaseAPI database = dependencies.database();
        Path models = dependencies
                .config()
                .get(GraphDatabaseSettings.data_directory)
                .resolve("blade")
                .resolve(database.databaseName())
                .resolve("models");
        var tables = new EmbeddingTables(database);
        var store = new ModelStore(models);
        context.dependencySatisfier().satisfyDependency(new Resources(store, new Jobs(), tables));
        GlobalProcedures procedures = dependencies.procedures();
        procedures.registerComponent(Workspace.class, caller -> workspace(caller, procedures), true);
        // for functions, which are called once per row: the workspace costs more than what they do
        dependencies
                .procedures()
                .registerComponent(ModelStore.class, caller -> resources(caller).models(), true);
        if (database.databaseName().equals(GraphDatabaseSettings.SYSTEM_DATABASE_NAME)) {
            return new LifecycleAdapter(); // has no products, and takes no listeners
        }
        return new LifecycleAdapter() {
            @Override
            public void start() {
                store.removeUnfinished();
                dependencies.server().registerTransactionEventListener(database.databaseName(), tables);
            }

            @Override
            public void stop() {
                dependencies.server().unregisterTransactionEventListener(database.databaseName(), tables);
            }
        };
    }

    private static Workspace workspace(Context context, GlobalProcedures procedures) throws ProcedureException {
        Resources resources = resources(context);
        KernelTransaction transaction = context.kernelTransaction();
        String user = context.securityContext().subject().executingUser();
        return new Workspace(
                resources.models(),
                resources.jobs(),
                resources.tables(),
                user,
                context.securityContext().mode().allowsWrites(),
                () -> GraphDataScience.link(user, type -> component(context, procedures, (Class<?>) type)),
                () -> transaction.dataRead().transactionStateHasChanges());
    }

    /** What another plugin has registered for procedures in the sandbox, or null. */
    private static Object component(Context context, GlobalProcedures procedures, Class<?> type) {
        var provider = procedures.getCurrentView().lookupComponentProvider(type, true);
        try {
            return provider == null ? null : provider.apply(context);
        } catch (ProcedureException e) {
            return null;
        }
    }

    private static Resources resources(Context context) {
        return context.dependencyResolver().resolveDependency(Resources.class);
    }
}
