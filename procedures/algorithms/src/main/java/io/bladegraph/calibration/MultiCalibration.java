// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import java.util.Arrays;
import java.util.List;

/**
 * Multicalibration over uncertainty levels: within every level, and over all of them, the rows that are given about the
 * same probability have that share of positives.
 *
 * <p>It starts from the score and repeats: find a group (a level or everything) and a probability, to one part in {@value
 * #GRADES}, whose rows miss it by more than alpha, and move them by what they miss. Rows of one level and one score bin
 * move together, so a round costs O(K L) for K levels of L bins. Each move lowers the squared error, so it ends.
 *
 * <p>Reference: Hébert-Johnson, Kim, Reingold, Rothblum, "Multicalibration: Calibration for the
 * (Computationally-Identifiable) Masses", ICML 2018, algorithm 3.1.
 *
 * @param levels the groups
 * @param scores highest score of each bin by level, ascending; the last bin has no end
 * @param values probability of each bin, by level
 */
public record MultiCalibration(UncertaintyLevels levels, double[][] scores, double[][] values) implements Calibrator {
    private static final int BINS = 100;
    private static final int GRADES = 100;
    private static final double ALPHA = 0.005;
    private static final double LEAST_SHARE = 1e-3;
    private static final int MAX_ROUNDS = 10_000;

    /**
     * Fits a map.
     *
     * @param rows scored rows
     * @param levels how many uncertainty levels
     * @return the map
     */
    public static MultiCalibration fit(ScoredRows rows, int levels) {
        var groups = UncertaintyLevels.of(rows, levels);
        var curves = RankedRows.of(rows, groups).curves();
        Cells cells = new Cells(curves);
        for (int round = 0; round < MAX_ROUNDS && cells.improve(); round++) {}
        return new MultiCalibration(groups, cells.scores, cells.values);
    }

    @Override
    public double calibrate(double score, double uncertainty) {
        int level = levels.level(uncertainty);
        int found = Arrays.binarySearch(scores[level], score);
        int bin = found >= 0 ? found : -found - 1;
        return values[level][Math.min(bin, values[level].length - 1)];
    }

    @Override
    public boolean usesUncertainty() {
        return true;
    }

    /** The rows by level and score bin. */
    private static final class Cells {
        private final double[][] scores;
        private final double[][] values;
        private final double[][] positives;
        private final double[][] weights;
        private final double total;

        Cells(List<LevelCurve> curves) {
            scores = new double[curves.size()][];
            values = new double[curves.size()][];
            positives = new double[curves.size()][];
            weights = new double[curves.size()][];
            double sum = 0;
            for (int level = 0; level < curves.size(); level++) {
                LevelCurve curve = curves.get(level);
                int[] ends = curve.bins(BINS);
                scores[level] = new double[ends.length];
                values[level] = new double[ends.length];
                positives[level] = new double[ends.length];
                weights[level] = new double[ends.length];
                for (int i = 0; i < ends.length; i++) {
                    int begin = i == 0 ? 0 : ends[i - 1];
                    int bin = ends.length - 1 - i;
                    scores[level][bin] = curve.scores()[begin];
                    values[level][bin] = (curve.scores()[begin] + curve.scores()[ends[i] - 1]) / 2;
                    positives[level][bin] = curve.positives()[ends[i]] - curve.positives()[begin];
                    weights[level][bin] = curve.weights()[ends[i]] - curve.weights()[begin];
                }
                sum += curve.all().weight();
            }
            total = sum;
        }

        /** Moves the set that misses most; false if none misses more than allowed. */
        boolean improve() {
            double worst = 0;
            int worstFirst = 0;
            int worstLast = 0;
            int worstGrade = 0;
            double shift = 0;
            int levels = values.length;
            for (int group = 0; group <= levels; group++) {
                int first = group == levels ? 0 : group;
                int last = group == levels ? levels - 1 : group;
                for (int grade = 0; grade <= GRADES; grade++) {
                    double[] sums = sums(first, last, grade);
                    double gap = sums[1] / sums[0];
                    double gain = sums[0] * gap * gap;
                    if (sums[0] >= LEAST_SHARE * total && Math.abs(gap) > ALPHA && gain > worst) {
                        worst = gain;
                        worstFirst = first;
                        worstLast = last;
                        worstGrade = grade;
                        shift = gap;
                    }
                }
            }
            if (worst > 0) {
                move(worstFirst, worstLast, worstGrade, shift);
            }
            return worst > 0;
        }

        private double[] sums(int first, int last, int grade) {
            double weight = 0;
            double gap = 0;
            for (int level = first; level <= last; level++) {
                for (int bin = 0; bin < values[level].length; bin++) {
                    if (grade(values[level][bin]) == grade) {
                        weight += weights[level][bin];
                        gap += positives[level][bin] - weights[level][bin] * values[level][bin];
                    }
                }
            }
            return new double[] {weight, gap};
        }

        private void move(int first, int last, int grade, double shift) {
            for (int level = first; level <= last; level++) {
                for (int bin = 0; bin < values[level].length; bin++) {
                    if (grade(values[level][bin]) == grade) {
                        values[level][bin] = Math.min(1, Math.max(0, values[level][bin] + shift));
                    }
                }
            }
        }

        private static int grade(double value) {
            return (int) (value * GRADES);
        }
    }
}
