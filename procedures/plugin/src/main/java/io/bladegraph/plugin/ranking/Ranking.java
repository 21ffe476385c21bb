// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.ranking;

import io.bladegraph.Monitor;
import io.bladegraph.plugin.projection.NodeIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * Exact rankings: the k nodes of largest inner product, as the caller's transaction sees them.
 *
 * <p>The committed tables answer first. They ignore the rights of the caller, so every node of the answer is read again
 * in the caller's transaction: if all of them are visible and unchanged, they are also the best of what is visible, and
 * the answer stands. If not, or if the transaction has written something itself, the nodes are read in the caller's
 * transaction instead: slower, and right. That is repeated where somebody commits between reading and looking again.
 */
final class Ranking {
    private static final int ATTEMPTS = 10;

    private final EmbeddingTables tables;
    private final Transaction transaction;
    private final Monitor monitor;

    Ranking(EmbeddingTables tables, Transaction transaction, Monitor monitor) {
        this.tables = tables;
        this.transaction = transaction;
        this.monitor = monitor;
    }

    List<Ranked> top(RankingQuery query, boolean ownWrites) {
        if (!ownWrites) {
            EmbeddingTable table = tables.committed(query.labels(), query.property(), monitor);
            List<Ranked> ranked = visible(table, query);
            if (ranked != null) {
                return ranked;
            }
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            EmbeddingTable table = EmbeddingTable.read(transaction, query.labels(), query.property(), monitor);
            List<Ranked> ranked = visible(table, query);
            if (ranked != null) {
                return ranked;
            }
        }
        throw new IllegalStateException("Nodes changed each of the " + ATTEMPTS
                + " times that they were ranked. Maybe call again when fewer are written.");
    }

    /** The ranking, or {@code null} if the caller does not see all of it as the table has it. */
    private List<Ranked> visible(EmbeddingTable table, RankingQuery query) {
        if (table.dimension() == 0) {
            return List.of();
        }
        if (table.dimension() != query.vector().length) {
            throw new IllegalArgumentException("`" + query.property() + "` has dimension " + table.dimension()
                    + ", but the vector of the node has dimension " + query.vector().length + ".");
        }
        List<Ranked> ranked = new ArrayList<>();
        for (int row : table.top(query.vector(), query.k(), query.excluded())) {
            Node node = NodeIds.find(transaction, table.nodeIds()[row]);
            if (node == null || !hasAny(node, query.labels()) || !table.holds(row, node, query.property())) {
                return null;
            }
            ranked.add(new Ranked(node, table.score(row, query.vector())));
        }
        return ranked;
    }

    private static boolean hasAny(Node node, Set<String> labels) {
        return labels.stream().anyMatch(label -> node.hasLabel(Label.label(label)));
    }
}
