// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin;

import io.bladegraph.plugin.catalog.ModelStore;
import io.bladegraph.plugin.ranking.EmbeddingTables;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What a procedure finds in its database beside the graph; injected by {@link BladeExtension}.
 *
 * @param models trained models on disk
 * @param jobs computations that run
 * @param tables embeddings in memory
 * @param user who calls; empty if authentication is off
 * @param mayWrite whether the caller may write to the graph; models need the same right
 * @param link where Graph Data Science shows jobs and models, if it is installed
 * @param ownWrites whether the calling transaction has written something that is not committed yet
 */
public record Workspace(
        ModelStore models,
        Jobs jobs,
        EmbeddingTables tables,
        String user,
        boolean mayWrite,
        Supplier<CatalogLink> link,
        BooleanSupplier ownWrites) {}
