// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.projection;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import io.bladegraph.gnn.DualEmbeddings;
import java.util.concurrent.atomic.AtomicInteger;
import org.neo4j.graphdb.Node;

/**
 * Writes embeddings into node properties, in transactions of its own of 2,500 nodes each, some at the same time.
 *
 * <p>A node's two embeddings are committed together. What an interrupted run has written stays; running it again writes
 * everything anew.
 */
public final class EmbeddingWriter {
    private static final int BATCH = 2_500;
    private static final int REPORT_EVERY = 500;

    private final OwnTransactions transactions;
    private final String sourceProperty;
    private final String targetProperty;

    /**
     * A writer.
     *
     * @param transactions to write in
     * @param sourceProperty where source embeddings go
     * @param targetProperty where target embeddings go
     */
    public EmbeddingWriter(OwnTransactions transactions, String sourceProperty, String targetProperty) {
        this.transactions = transactions;
        this.sourceProperty = sourceProperty;
        this.targetProperty = targetProperty;
    }

    /**
     * Writes.
     *
     * @param nodes the nodes of the rows
     * @param embeddings what to write
     * @param workers who does it
     * @param monitor hears of progress, may stop it
     * @return the number of nodes written; nodes deleted meanwhile are left out, and so are those of which nothing is known,
     *     which lose what an earlier run gave them
     */
    public int write(NodeIds nodes, DualEmbeddings embeddings, Workers workers, Monitor monitor) {
        var written = new AtomicInteger();
        workers.run(
                nodes.size(),
                BATCH,
                (begin, end) -> written.addAndGet(transactions.commit(transaction -> {
                    int here = 0;
                    for (int row = begin; row < end; row++) {
                        if (row % REPORT_EVERY == 0) {
                            monitor.progress("Writing embeddings", written.get() + here, nodes.size());
                        }
                        here += write(NodeIds.find(transaction, nodes.id(row)), embeddings, row);
                    }
                    return here;
                })));
        return written.get();
    }

    /** 1 if the node was written to. */
    private int write(Node node, DualEmbeddings embeddings, int row) {
        if (node == null) {
            return 0;
        } else if (!embeddings.isKnown(row)) {
            node.removeProperty(sourceProperty);
            node.removeProperty(targetProperty);
            return 0;
        }
        node.setProperty(sourceProperty, embeddings.source(row));
        node.setProperty(targetProperty, embeddings.target(row));
        return 1;
    }
}
