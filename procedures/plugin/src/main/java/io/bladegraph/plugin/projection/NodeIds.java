// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.projection;

import java.util.Arrays;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.NotFoundException;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.Transaction;

/**
 * The nodes of a graph that was read: dense indices from 0 in ascending order of the database's node ids.
 *
 * <p>Look-ups are O(1) where the ids lie close together, and O(log n) elsewhere. Safe for use by any number of threads.
 *
 * <p>This is the one class that touches internal ids. They are deprecated in favor of element ids, which are strings of
 * 40 characters: a hundred times the cost in a loop over a million relationships. Where they outlive a
 * transaction, in stored models and in tables of embeddings, every node is looked up again before it is used.
 */
@SuppressWarnings("removal")
public final class NodeIds {
    private static final int MAX_SPARSITY = 8;

    private final long[] ids;
    private final long first;
    private final int[] indices;

    private NodeIds(long[] ids, long first, int[] indices) {
        this.ids = ids;
        this.first = first;
        this.indices = indices;
    }

    /**
     * Orders node ids.
     *
     * @param unordered node ids, repetitions allowed
     * @return the distinct ones
     */
    public static NodeIds of(long[] unordered) {
        long[] ids = Arrays.stream(unordered).sorted().distinct().toArray();
        if (ids.length == 0 || ids[ids.length - 1] - ids[0] >= (long) MAX_SPARSITY * ids.length) {
            return new NodeIds(ids, 0, null);
        }
        int[] indices = new int[(int) Math.min(Integer.MAX_VALUE - 8, ids[ids.length - 1] - ids[0] + 1)];
        Arrays.fill(indices, -1);
        for (int i = 0; i < ids.length; i++) {
            indices[(int) (ids[i] - ids[0])] = i;
        }
        return new NodeIds(ids, ids[0], indices);
    }

    /**
     * The number of nodes.
     *
     * @return n
     */
    public int size() {
        return ids.length;
    }

    /**
     * The database's id of a node.
     *
     * @param index from 0 to {@code size() - 1}
     * @return a node id
     */
    public long id(int index) {
        return ids[index];
    }

    /**
     * All ids.
     *
     * @return a copy, ascending
     */
    public long[] toArray() {
        return ids.clone();
    }

    /**
     * The index of a node.
     *
     * @param id the database's id of any node
     * @return its index, or a negative number if the graph lacks it
     */
    public int index(long id) {
        if (indices == null) {
            return Arrays.binarySearch(ids, id);
        }
        long offset = id - first;
        return offset < 0 || offset >= indices.length ? -1 : indices[(int) offset];
    }

    /**
     * The index of a node.
     *
     * @param node any node
     * @return its index, or a negative number if the graph lacks it
     */
    public int index(Node node) {
        return index(node.getId());
    }

    /**
     * The index of a node that must be in the graph.
     *
     * @param node any node
     * @return its index
     * @throws IllegalArgumentException if the graph lacks it
     */
    public int require(Node node) {
        int index = node == null ? -1 : index(node);
        if (index < 0) {
            String name = node == null ? "null" : "(" + node.getElementId() + ")";
            throw new IllegalArgumentException(name + " is not a node of the graph.");
        }
        return index;
    }

    /**
     * The id of a node.
     *
     * @param node any node
     * @return the database's id
     */
    public static long id(Node node) {
        return node.getId();
    }

    /**
     * The tail of a relationship.
     *
     * @param relationship any relationship
     * @return the database's id of the node
     */
    public static long sourceId(Relationship relationship) {
        return relationship.getStartNodeId();
    }

    /**
     * The head of a relationship.
     *
     * @param relationship any relationship
     * @return the database's id of the node
     */
    public static long targetId(Relationship relationship) {
        return relationship.getEndNodeId();
    }

    /**
     * Looks up a node.
     *
     * @param transaction of the caller, whose rights count
     * @param id the database's id of a node
     * @return the node, or {@code null} if it is gone or the caller may not see it
     */
    public static Node find(Transaction transaction, long id) {
        try {
            return transaction.getNodeById(id);
        } catch (NotFoundException e) {
            return null;
        }
    }
}
