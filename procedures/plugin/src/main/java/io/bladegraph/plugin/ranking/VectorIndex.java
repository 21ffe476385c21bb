// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.ranking;

import io.bladegraph.Monitor;
import io.bladegraph.plugin.projection.NodeIds;
import io.bladegraph.plugin.projection.OwnTransactions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;
import org.neo4j.graphdb.schema.IndexDefinition;
import org.neo4j.graphdb.schema.IndexType;
import org.neo4j.graphdb.schema.Schema;
import org.neo4j.graphdb.schema.Schema.IndexState;

/**
 * Inner products from an index that knows only cosines.
 *
 * <p>The index is on a property of its own, {@code <targetProperty>Indexed}: each vector t gets one more coordinate,
 * sqrt(M<sup>2</sup> - |t|<sup>2</sup>), with M the largest norm of all. So all vectors have norm M, and for a query
 * (s, 0) the cosine is s.t / (|s| M): the order of cosines is the order of inner products. Bachrach et al., "Speeding
 * up the Xbox recommender system using a Euclidean transformation for inner-product spaces", RecSys 2014, section 3.
 *
 * <p>The property is written when the index is made and must be made anew after embeddings were written. Until then the
 * index finds candidates by the old embeddings; their scores are computed from the current ones all the same.
 */
public final class VectorIndex {
    private static final int BATCH = 1000;
    private static final int REPORT_EVERY = 100;
    private static final long POLL_MILLIS = 10;
    private static final int MAX_DIMENSION = 4096;
    private static final int NEIGHBORS = 32; // twice the default of Neo4j: lengthened vectors are hard to tell apart
    private static final int CANDIDATES = 200; // likewise

    private VectorIndex() {}

    /**
     * An index that was made.
     *
     * @param indexName its name
     * @param dimension of the vectors in it: one more than the embeddings have
     * @param indexedProperty the property it is on
     * @param nodeCount nodes in it
     * @param state of the index, for instance "ONLINE"
     */
    public record Made(String indexName, int dimension, String indexedProperty, long nodeCount, String state) {}

    /**
     * Where an index is.
     *
     * @param nodeLabel nodes with this label are in it
     * @param targetProperty the embeddings
     * @param indexName what to call it
     */
    public record Place(String nodeLabel, String targetProperty, String indexName) {
        String indexedProperty() {
            return targetProperty + "Indexed";
        }
    }

    /**
     * Writes the lengthened vectors, in transactions of their own, and makes the index.
     *
     * @param database of the caller, whose rights count
     * @param transactions to write in
     * @param place where it is
     * @param seconds how long to wait for the index to be online
     * @param monitor hears of progress and can stop the work
     * @return the index
     * @throws IllegalArgumentException if no node has the embeddings
     */
    public static Made make(
            GraphDatabaseService database, OwnTransactions transactions, Place place, long seconds, Monitor monitor) {
        EmbeddingTable table;
        try (Transaction transaction = database.beginTx()) {
            table = EmbeddingTable.read(transaction, Set.of(place.nodeLabel()), place.targetProperty(), monitor);
        }
        if (table.dimension() == 0) {
            throw new IllegalArgumentException("No node with the label `" + place.nodeLabel() + "` has `"
                    + place.targetProperty() + "`. Maybe write embeddings first: CALL blade.embeddings.write(...).");
        }
        if (table.dimension() >= MAX_DIMENSION) {
            throw new IllegalArgumentException("An index takes embeddings of up to " + (MAX_DIMENSION - 1)
                    + " dimensions, but `" + place.targetProperty() + "` has " + table.dimension() + ".");
        }
        write(transactions, place, table, monitor);
        transactions.commit(transaction -> {
            transaction.execute(createStatement(place, table.dimension() + 1)).close();
            return 1;
        });
        await(database, place.indexName(), seconds, monitor);
        return new Made(
                place.indexName(),
                table.dimension() + 1,
                place.indexedProperty(),
                table.nodeIds().length,
                IndexState.ONLINE.name());
    }

    private static void write(OwnTransactions transactions, Place place, EmbeddingTable table, Monitor monitor) {
        int rows = table.nodeIds().length;
        double longest = longest(table);
        for (int begin = 0; begin < rows; begin += BATCH) {
            int first = begin;
            int end = Math.min(begin + BATCH, rows);
            transactions.commit(transaction -> {
                for (int row = first; row < end; row++) {
                    if (row % REPORT_EVERY == 0) {
                        monitor.progress("Write vectors", row, rows);
                    }
                    Node node = NodeIds.find(transaction, table.nodeIds()[row]);
                    if (node != null) {
                        node.setProperty(place.indexedProperty(), lengthened(table, row, longest));
                    }
                }
                return end - first;
            });
        }
    }

    private static double longest(EmbeddingTable table) {
        double longest = 0;
        for (int row = 0; row < table.nodeIds().length; row++) {
            longest = Math.max(longest, squaredNorm(table, row));
        }
        return longest;
    }

    private static double squaredNorm(EmbeddingTable table, int row) {
        double sum = 0;
        for (int i = row * table.dimension(); i < (row + 1) * table.dimension(); i++) {
            sum += (double) table.vectors()[i] * table.vectors()[i];
        }
        return sum;
    }

    private static float[] lengthened(EmbeddingTable table, int row, double longest) {
        int begin = row * table.dimension();
        float[] vector = Arrays.copyOfRange(table.vectors(), begin, begin + table.dimension() + 1);
        vector[table.dimension()] = (float) Math.sqrt(Math.max(0, longest - squaredNorm(table, row)));
        return vector;
    }

    private static String createStatement(Place place, int dimension) {
        return "CREATE VECTOR INDEX " + quoted(place.indexName()) + " IF NOT EXISTS FOR (n:"
                + quoted(place.nodeLabel()) + ") ON (n." + quoted(place.indexedProperty())
                + ") OPTIONS {indexConfig: {`vector.dimensions`: " + dimension
                + ", `vector.similarity_function`: 'cosine', `vector.hnsw.m`: " + NEIGHBORS
                + ", `vector.hnsw.ef_construction`: "
                + CANDIDATES + "}}";
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** Not by Neo4j's own waiting, which would not hear that the caller's transaction was terminated. */
    private static void await(GraphDatabaseService database, String indexName, long seconds, Monitor monitor) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (true) {
            try (Transaction transaction = database.beginTx()) {
                Schema schema = transaction.schema();
                IndexDefinition index = schema.getIndexByName(indexName);
                IndexState state = schema.getIndexState(index);
                if (state == IndexState.ONLINE) {
                    return;
                } else if (state == IndexState.FAILED) {
                    throw new IllegalStateException(
                            "The index `" + indexName + "` could not be made: " + schema.getIndexFailure(index));
                } else if (System.nanoTime() > end) {
                    throw new IllegalStateException(
                            "The index `" + indexName + "` was not online after `timeoutSeconds` " + seconds
                                    + ". It goes on; `SHOW INDEXES` says how far it is.");
                }
                long percent = (long) schema.getIndexPopulationProgress(index).getCompletedPercentage();
                monitor.progress("Fill the index", percent, 100);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS));
        }
    }

    /** The name of an index that fits, if there is one. */
    static Optional<String> find(Transaction transaction, String label, String targetProperty) {
        String property = new Place(label, targetProperty, "").indexedProperty();
        return StreamSupport.stream(
                        transaction.schema().getIndexes(Label.label(label)).spliterator(), false)
                .filter(index -> index.getIndexType() == IndexType.VECTOR)
                .filter(index -> List.of(property).equals(toList(index.getPropertyKeys())))
                .map(IndexDefinition::getName)
                .findFirst();
    }

    private static List<String> toList(Iterable<String> names) {
        List<String> list = new ArrayList<>();
        names.forEach(list::add);
        return list;
    }

    /** The number of nodes with a label, from Neo4j's own counters. */
    static long nodeCount(Transaction transaction, String label) {
        try (var result = transaction.execute("MATCH (n:" + quoted(label) + ") RETURN count(n) AS nodes")) {
            return (long) result.next().get("nodes");
        }
    }

    /** The nodes that an index holds for the nearest to {@code vector}. */
    static List<Node> nearest(Transaction transaction, String indexName, float[] vector, int count) {
        Map<String, Object> parameters =
                Map.of("name", indexName, "count", (long) count, "vector", Arrays.copyOf(vector, vector.length + 1));
        try (var result = transaction.execute(
                        "CALL db.index.vector.queryNodes($name, $count, $vector) YIELD node RETURN node", parameters);
                var nodes = result.<Node>columnAs("node")) {
            return nodes.stream().toList();
        }
    }
}
