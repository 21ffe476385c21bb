// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments.uncertainty;

import io.bladegraph.Logistic;
import io.bladegraph.Seeds;
import io.bladegraph.benchmarks.experiments.uncertainty.Tables.Row;
import io.bladegraph.calibration.EnsembleMoments;
import io.bladegraph.calibration.ScoredRows;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Bagged logistic regression with weight decay on hashed features: well calibrated, so its doubt says little. */
final class BaggedModel {
    private static final int MEMBERS = 8;
    private static final int EPOCHS = 5;
    private static final int BUCKETS = 1 << 14;
    private static final double RATE = 0.05;
    private static final double DECAY = 1e-4;

    private BaggedModel() {}

    static ScoredRows scored(List<Row> rows, long seed) {
        int[][] features = rows.stream().map(BaggedModel::hashed).toArray(int[][]::new);
        int[] training = IntStream.range(0, rows.size())
                .filter(i -> Tables.trains(i, seed))
                .toArray();
        int[] scored = IntStream.range(0, rows.size())
                .filter(i -> !Tables.trains(i, seed))
                .toArray();
        double[][] members = new double[MEMBERS][];
        for (int m = 0; m < MEMBERS; m++) {
            members[m] = trained(rows, features, training, Seeds.stream(seed, m));
        }
        double[] means = new double[scored.length];
        double[] doubts = new double[scored.length];
        boolean[] labels = new boolean[scored.length];
        for (int i = 0; i < scored.length; i++) {
            int row = scored[i];
            double[] votes = new double[MEMBERS];
            for (int m = 0; m < MEMBERS; m++) {
                votes[m] = Logistic.sigmoid(logit(members[m], features[row]));
            }
            EnsembleMoments moments = EnsembleMoments.of(votes);
            means[i] = Math.min(1, moments.mean());
            doubts[i] = moments.mutualInformation();
            labels[i] = rows.get(row).label();
        }
        return ScoredRows.of(means, labels, doubts);
    }

    private static double[] trained(List<Row> rows, int[][] features, int[] training, SplittableRandom random) {
        double[] weights = new double[BUCKETS];
        for (int step = 0; step < EPOCHS * training.length; step++) {
            int row = training[random.nextInt(training.length)];
            double gradient = Logistic.sigmoid(logit(weights, features[row]))
                    - (rows.get(row).label() ? 1 : 0);
            for (int feature : features[row]) {
                weights[feature] -= RATE * (gradient + DECAY * weights[feature]);
            }
        }
        return weights;
    }

    private static double logit(double[] weights, int[] features) {
        double sum = 0;
        for (int feature : features) {
            sum += weights[feature];
        }
        return sum;
    }

    /** Numbers in their decade, words as they are. */
    private static int[] hashed(Row row) {
        int[] hashed = new int[row.features().size() + 1];
        for (int i = 0; i < row.features().size(); i++) {
            String value = row.features().get(i);
            boolean number = i < 14 && value.matches("-?\\d{1,9}");
            String word = i + "=" + (number ? String.valueOf(Integer.parseInt(value) / 5) : value);
            hashed[i + 1] = 1 + Math.floorMod(word.hashCode() * 0x9E3779B9, BUCKETS - 1);
        }
        return hashed;
    }
}
