// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.ranking;

/**
 * The k largest scores seen so far, with what they belong to: a binary heap with the smallest on top.
 *
 * <p>Among equal scores the smaller row wins, so a ranking does not depend on the order of the offers. Not thread-safe.
 */
final class TopScores {
    private final int[] rows;
    private final double[] scores;
    private int size;

    TopScores(int k) {
        rows = new int[k];
        scores = new double[k];
    }

    /** Whether a score could enter, before anything is spent on finding out what it belongs to. */
    boolean wants(double score) {
        return size < rows.length || score >= scores[0];
    }

    void offer(int row, double score) {
        if (size < rows.length) {
            rise(size++, row, score);
        } else if (size > 0 && isBelow(rows[0], scores[0], row, score)) {
            sink(row, score);
        }
    }

    /** Takes everything out; the rows, best first. */
    int[] drain() {
        int[] ranked = new int[size];
        while (size > 0) {
            ranked[size - 1] = rows[0];
            size--;
            sink(rows[size], scores[size]);
        }
        return ranked;
    }

    private void rise(int from, int row, double score) {
        int at = from;
        while (at > 0 && isBelow(row, score, rows[(at - 1) / 2], scores[(at - 1) / 2])) {
            put(at, rows[(at - 1) / 2], scores[(at - 1) / 2]);
            at = (at - 1) / 2;
        }
        put(at, row, score);
    }

    private void sink(int row, double score) {
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && isBelow(rows[child + 1], scores[child + 1], rows[child], scores[child])) {
                child++;
            }
            if (!isBelow(rows[child], scores[child], row, score)) {
                break;
            }
            put(at, rows[child], scores[child]);
            at = child;
        }
        if (at < rows.length) {
            put(at, row, score);
        }
    }

    private void put(int at, int row, double score) {
        rows[at] = row;
        scores[at] = score;
    }

    private static boolean isBelow(int row, double score, int otherRow, double otherScore) {
        return score < otherScore || (score == otherScore && row > otherRow);
    }
}
