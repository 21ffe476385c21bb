// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.ranking;

import io.bladegraph.Monitor;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;
import org.neo4j.graphdb.event.LabelEntry;
import org.neo4j.graphdb.event.PropertyEntry;
import org.neo4j.graphdb.event.TransactionData;
import org.neo4j.graphdb.event.TransactionEventListener;

/**
 * The committed embeddings of a database, kept in memory so that a recommendation need not read 100,000 properties.
 *
 * <p><b>Freshness.</b> The tables hear of every commit. One that assigns or removes the property of a table, or changes
 * the labels of a node that existed before, drops the table before the commit returns to its caller; a table that was
 * being read meanwhile is not kept. So whoever starts after a commit sees it. In a cluster this holds on the member that
 * takes the writes; other members apply them without telling anybody.
 *
 * <p><b>Rights.</b> Tables are read with full rights and hold what a caller may not see. {@link Ranking} therefore
 * reads each node that it returns again, in the caller's transaction.
 *
 * <p>Thread-safe. Memory is 4 n d bytes for each of the last few pairs of labels and property.
 */
public final class EmbeddingTables implements TransactionEventListener<EmbeddingTables.Changes> {
    private static final int MAX_TABLES = 6;

    private final GraphDatabaseService database;
    private final Map<Key, Slot> slots = new ConcurrentHashMap<>();
    private final AtomicLong clock = new AtomicLong();

    private record Key(Set<String> labels, String property) {}

    /** What a transaction is about to change. */
    record Changes(Set<String> properties, Set<String> labels) {
        private boolean touches(Key key) {
            return properties.contains(key.property()) || key.labels().stream().anyMatch(labels::contains);
        }
    }

    /** A place for a table. Its lock lets one caller read the table while the others wait for it. */
    private static final class Slot {
        private final AtomicLong version = new AtomicLong();
        private volatile EmbeddingTable table;
        private volatile long lastUsed;
    }

    /**
     * No tables yet.
     *
     * @param database to read from, with full rights
     */
    public EmbeddingTables(GraphDatabaseService database) {
        this.database = database;
    }

    /** The table of all committed nodes of some labels, from memory or freshly read. */
    EmbeddingTable committed(Set<String> labels, String property, Monitor monitor) {
        Slot slot = slots.computeIfAbsent(new Key(labels, property), key -> new Slot());
        slot.lastUsed = clock.incrementAndGet();
        EmbeddingTable table = slot.table;
        return table != null ? table : read(slot, labels, property, monitor);
    }

    private EmbeddingTable read(Slot slot, Set<String> labels, String property, Monitor monitor) {
        synchronized (slot) {
            if (slot.table != null) {
                return slot.table;
            }
            long version = slot.version.get();
            EmbeddingTable table;
            try (Transaction transaction = database.beginTx()) {
                table = EmbeddingTable.read(transaction, labels, property, monitor);
            }
            keep(slot, table, version);
            evict();
            return table;
        }
    }

    /** A commit raises the version first and drops the table second, so one of the two notices the other. */
    private static void keep(Slot slot, EmbeddingTable table, long version) {
        slot.table = table;
        if (slot.version.get() != version) {
            slot.table = null;
        }
    }

    private void evict() {
        while (slots.size() > MAX_TABLES) {
            slots.entrySet().stream()
                    .min((a, b) -> Long.compare(a.getValue().lastUsed, b.getValue().lastUsed))
                    .ifPresent(oldest -> slots.remove(oldest.getKey(), oldest.getValue()));
        }
    }

    @Override
    public Changes beforeCommit(TransactionData data, Transaction transaction, GraphDatabaseService in) {
        Set<String> properties = new HashSet<>();
        for (PropertyEntry<Node> entry : data.assignedNodeProperties()) {
            properties.add(entry.key());
        }
        for (PropertyEntry<Node> entry : data.removedNodeProperties()) {
            properties.add(entry.key());
        }
        return new Changes(properties, changedLabels(data));
    }

    /** Labels of new nodes do not count: a new node matters only if it has the property, which is noticed anyway. */
    private static Set<String> changedLabels(TransactionData data) {
        Set<Node> created = new HashSet<>();
        data.createdNodes().forEach(created::add);
        Set<String> labels = new HashSet<>();
        for (LabelEntry entry : data.assignedLabels()) {
            if (!created.contains(entry.node())) {
                labels.add(entry.label().name());
            }
        }
        for (LabelEntry entry : data.removedLabels()) {
            labels.add(entry.label().name());
        }
        return labels;
    }

    @Override
    public void afterCommit(TransactionData data, Changes changes, GraphDatabaseService in) {
        slots.forEach((key, slot) -> {
            if (changes.touches(key)) {
                slot.version.incrementAndGet();
                slot.table = null;
            }
        });
    }

    @Override
    public void afterRollback(TransactionData data, Changes changes, GraphDatabaseService in) {}
}
