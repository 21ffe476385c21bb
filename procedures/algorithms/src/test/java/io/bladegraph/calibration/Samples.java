// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import io.bladegraph.Seeds;
import java.util.List;
import java.util.SplittableRandom;

/** Rows made by chance. */
final class Samples {
    private Samples() {}

    /** Rows with few distinct scores and uncertainties, so that ties are everywhere; the first two differ in label. */
    static ScoredRows coarse(long seed, int size) {
        SplittableRandom random = Seeds.stream(seed);
        double[] scores = new double[size];
        boolean[] labels = new boolean[size];
        double[] uncertainties = new double[size];
        for (int i = 0; i < size; i++) {
            scores[i] = random.nextInt(8) / 7.0;
            uncertainties[i] = random.nextInt(4) - 2;
            labels[i] = i < 2 ? i == 0 : random.nextDouble() < scores[i] * (3 - uncertainties[i]) / 5;
        }
        return ScoredRows.of(scores, labels, uncertainties);
    }

    /** Rows whose positivity is {@code score / (1 + uncertainty)}; the score claims too much where it is doubtful. */
    static ScoredRows fine(long seed, int size) {
        SplittableRandom random = Seeds.stream(seed);
        double[] scores = new double[size];
        boolean[] labels = new boolean[size];
        double[] uncertainties = new double[size];
        for (int i = 0; i < size; i++) {
            scores[i] = random.nextDouble();
            uncertainties[i] = random.nextDouble();
            labels[i] = random.nextDouble() < scores[i] / (1 + uncertainties[i]);
        }
        return ScoredRows.of(scores, labels, uncertainties);
    }

    /** Curves of equal bins: every bin has {@code weight} rows, by chance between none and all of them positive. */
    static List<LevelCurve> equalBins(long seed, int levels, int bins, int weight) {
        SplittableRandom random = Seeds.stream(seed);
        return java.util.stream.IntStream.range(0, levels)
                .mapToObj(level -> curve(random, bins, weight, weight))
                .toList();
    }

    /** Curves of bins of one to six rows. */
    static List<LevelCurve> anyBins(long seed, int levels, int bins) {
        SplittableRandom random = Seeds.stream(seed);
        return java.util.stream.IntStream.range(0, levels)
                .mapToObj(level -> curve(random, bins, 1, 6))
                .toList();
    }

    private static LevelCurve curve(SplittableRandom random, int bins, int least, int most) {
        double[] scores = new double[bins];
        double[] positives = new double[bins + 1];
        double[] weights = new double[bins + 1];
        for (int bin = 0; bin < bins; bin++) {
            int weight = random.nextInt(least, most + 1);
            scores[bin] = 1 - bin / 100.0;
            weights[bin + 1] = weights[bin] + weight;
            positives[bin + 1] = positives[bin] + random.nextInt(weight + 1);
        }
        return new LevelCurve(scores, positives, weights);
    }
}
