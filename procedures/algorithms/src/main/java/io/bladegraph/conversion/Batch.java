// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.conversion;

/**
 * Rows that are learned from at once, copied next to each other.
 *
 * <p>Rows in random order lie anywhere in memory. Copies do not wait for each other, so the processor fetches many rows at a
 * time; computing on them where they lie would wait for each. Not thread-safe.
 */
final class Batch {
    private final FeatureRows rows;
    private final Targets targets;
    private final long[] keys;
    private int count;

    /** An empty batch for rows of a shape. */
    Batch(ModelShape shape, int capacity) {
        rows = new FeatureRows(
                capacity,
                shape.denseDimension(),
                new float[capacity * shape.denseDimension()],
                shape.categoryCount(),
                new int[capacity * shape.categoryCount()]);
        targets = new Targets(new float[capacity], new float[capacity], new float[capacity], new float[capacity]);
        keys = new long[capacity];
    }

    /** All of some rows. */
    static Batch of(ModelShape shape, FeatureRows rows, Targets targets, int[] selected) {
        var batch = new Batch(shape, selected.length);
        batch.gather(rows, targets, selected, 0, selected.length);
        return batch;
    }

    /** Takes rows selected[begin] to selected[end - 1]; their numbers are their keys. */
    void gather(FeatureRows from, Targets fromTargets, int[] selected, int begin, int end) {
        count = 0;
        for (int i = begin; i < end; i++) {
            add(from, fromTargets, selected[i], selected[i]);
        }
    }

    /** Takes rows begin to end - 1 of a stream; their keys begin at some number. */
    void slice(FeatureRows from, Targets fromTargets, int begin, int end, long firstKey) {
        count = 0;
        for (int row = begin; row < end; row++) {
            add(from, fromTargets, row, firstKey + row - begin);
        }
    }

    private void add(FeatureRows from, Targets fromTargets, int row, long key) {
        int dimension = rows.denseDimension();
        int categories = rows.categoryCount();
        System.arraycopy(from.dense(), row * dimension, rows.dense(), count * dimension, dimension);
        System.arraycopy(from.categories(), row * categories, rows.categories(), count * categories, categories);
        targets.positive()[count] = fromTargets.positive()[row];
        targets.negative()[count] = fromTargets.negative()[row];
        targets.engaged()[count] = fromTargets.engaged()[row];
        targets.notEngaged()[count] = fromTargets.notEngaged()[row];
        keys[count] = key;
        count++;
    }

    int count() {
        return count;
    }

    FeatureRows rows() {
        return rows;
    }

    Targets targets() {
        return targets;
    }

    /** What chance depends on for a row: the same row has the same key in every epoch. */
    long key(int row) {
        return keys[row];
    }
}
