// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.ranking;

import io.bladegraph.Monitor;
import io.bladegraph.Workers;
import io.bladegraph.gnn.DualEmbeddings;
import io.bladegraph.linalg.BestProducts;
import io.bladegraph.linalg.TopK;
import io.bladegraph.plugin.projection.NodeIds;
import io.bladegraph.plugin.projection.OwnTransactions;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.RelationshipType;
import org.neo4j.graphdb.Transaction;

/**
 * Writes the best products of every product as relationships, in transactions of its own of 1,000 products each.
 *
 * <p>A product's relationships of the type are replaced: running it again repairs an interrupted run. How long ranking
 * takes is said by {@link BestProducts}: O(n<sup>2</sup> d) at worst.
 */
public final class RelatedWriter {
    private static final int BATCH = 1000;

    private final OwnTransactions transactions;
    private final int k;
    private final RelationshipType type;
    private final String scoreProperty;

    /**
     * A writer.
     *
     * @param transactions to write in
     * @param k how many products per product
     * @param type type of the relationships
     * @param scoreProperty where the score goes
     */
    public RelatedWriter(OwnTransactions transactions, int k, String type, String scoreProperty) {
        this.transactions = transactions;
        this.k = k;
        this.type = RelationshipType.withName(type);
        this.scoreProperty = scoreProperty;
    }

    /** How the best products of a product are found. */
    public enum Search {
        /** All of them. */
        EXACT,
        /** Among those of the blocks of like products that look best. */
        APPROXIMATE
    }

    /**
     * What was found.
     *
     * @param rankings the best other products by product
     * @param recall found products by the truly best ones, 0 to 1, measured on some products; 1 of an exact search
     */
    public record Related(TopK.Ranking[] rankings, double recall) {}

    /**
     * Ranks all products for every product.
     *
     * @param embeddings of the products
     * @param search how to
     * @param probes into how many blocks an approximate search looks
     * @param workers who does it
     * @param monitor hears of progress, may stop it
     * @return the k best other products by product
     */
    @SuppressWarnings("checkstyle:ParameterNumber")
    public Related rank(DualEmbeddings embeddings, Search search, int probes, Workers workers, Monitor monitor) {
        var products = BestProducts.among(embeddings.target(), embeddings.dimension(), workers, monitor);
        if (search == Search.EXACT) {
            return new Related(products.exactly(embeddings.source(), k), 1);
        }
        var rankings = products.approximately(embeddings.source(), k, probes);
        return new Related(rankings, products.recall(embeddings.source(), rankings, k));
    }

    /**
     * Replaces the relationships of every product.
     *
     * @param nodes the products
     * @param rankings the best products by product
     * @param monitor hears of progress, may stop it
     * @return the number of relationships written
     */
    public long write(NodeIds nodes, TopK.Ranking[] rankings, Monitor monitor) {
        long written = 0;
        for (int begin = 0; begin < rankings.length; begin += BATCH) {
            int first = begin;
            int end = Math.min(rankings.length, begin + BATCH);
            written += transactions.commit(transaction -> {
                int here = 0;
                for (int source = first; source < end; source++) {
                    monitor.progress("Writing relationships", source, rankings.length);
                    here += replace(transaction, nodes, source, rankings[source]);
                }
                return here;
            });
        }
        return written;
    }

    private int replace(Transaction transaction, NodeIds nodes, int source, TopK.Ranking ranking) {
        Node from = NodeIds.find(transaction, nodes.id(source));
        if (from == null) {
            return 0;
        }
        try (var old = from.getRelationships(Direction.OUTGOING, type)) {
            old.forEach(Relationship::delete);
        }
        int written = 0;
        for (int rank = 0; rank < ranking.size(); rank++) {
            Node to = NodeIds.find(transaction, nodes.id(ranking.items()[rank]));
            if (to != null) {
                from.createRelationshipTo(to, type).setProperty(scoreProperty, (double) ranking.scores()[rank]);
                written++;
            }
        }
        return written;
    }
}
