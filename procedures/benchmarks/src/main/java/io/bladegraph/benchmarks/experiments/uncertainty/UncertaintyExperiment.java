// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments.uncertainty;

import io.bladegraph.Monitor;
import io.bladegraph.Seeds;
import io.bladegraph.benchmarks.experiments.Dataset;
import io.bladegraph.calibration.BetaPosterior.Prior;
import io.bladegraph.calibration.DecisionBoundary;
import io.bladegraph.calibration.Flagged;
import io.bladegraph.calibration.ScoredRows;
import io.bladegraph.calibration.ThresholdConfig;
import io.bladegraph.calibration.ThresholdConfig.Validation;
import io.bladegraph.calibration.ThresholdFit;
import io.bladegraph.calibration.ThresholdMethod;
import io.bladegraph.calibration.ThresholdResult;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/**
 * Recall at a promised precision with one threshold and with several; prints the tables of docs/benchmarks.md.
 *
 * <p>One half of the rows chooses the thresholds, the other half judges them; synthetic rows are judged by fresh ones.
 */
public final class UncertaintyExperiment {
    private static final double[] PRECISIONS = {0.5, 0.6, 0.7, 0.8, 0.9};
    private static final double[] LOW_PRECISIONS = {0.3, 0.35, 0.4, 0.45, 0.5};
    private static final int FRESH = 1_500_000;
    private static final int SEEDS = 5;
    private static final Validation DEFAULT = new Validation(5, 1, 0, 42);
    private static final double ADULT_TAU = 3;
    private static final int CRITEO_SHARED = 15;

    private final PrintStream out;

    private UncertaintyExperiment(PrintStream out) {
        this.out = out;
    }

    /** Rows that choose thresholds and rows that judge them. */
    private record Split(ScoredRows choosing, ScoredRows judging) {
        static Split halves(ScoredRows rows, long seed) {
            return new Split(half(rows, seed, true), half(rows, seed, false));
        }
    }

    /** How thresholds are chosen on which scores. */
    private record Contender(String name, LongFunction<Split> split, ThresholdMethod method, int levels) {}

    /**
     * Runs experiments.
     *
     * @param arguments any of {@code synthetic}, {@code adult}, {@code criteo} and {@code speed}; adult and criteo read from the
     *     folder {@code $BLADE_DATA}
     * @throws IOException if the data cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        var experiment = new UncertaintyExperiment(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        for (String argument : arguments) {
            switch (argument) {
                case "synthetic" -> experiment.synthetic();
                case "adult" -> experiment.adult(Tables.adult(Dataset.folder()));
                case "criteo" -> experiment.criteo(Tables.criteo(Dataset.folder()));
                case "speed" -> experiment.speed(10_000_000);
                default -> throw new IllegalArgumentException("There is no experiment `" + argument + "`.");
            }
        }
    }

    private void synthetic() {
        LongFunction<Evidence> rows = once(seed -> Synthetic.rows(300_000, seed));
        Evidence fresh = Synthetic.rows(FRESH, -1);
        var prior = new Prior(Synthetic.PRIOR_POSITIVES, Synthetic.PRIOR_NEGATIVES);
        ScoredRows freshEvidence = fresh.byEvidence();
        ScoredRows freshEntropy = fresh.byEntropy();
        ScoredRows freshOptimum = fresh.recalibrated(prior, Synthetic.TAU);
        LongFunction<Split> evidence = once(s -> new Split(rows.apply(s).byEvidence(), freshEvidence));
        LongFunction<Split> entropy = once(s -> new Split(rows.apply(s).byEntropy(), freshEntropy));
        LongFunction<Split> optimum =
                once(s -> new Split(rows.apply(s).recalibrated(prior, Synthetic.TAU), freshOptimum));
        var contenders = List.of(
                new Contender("one threshold", evidence, ThresholdMethod.SINGLE, 1),
                new Contender("mist, 3 levels of evidence", evidence, ThresholdMethod.MIST, 3),
                new Contender("mist, 5 levels of evidence", evidence, ThresholdMethod.MIST, 5),
                new Contender("mist, 5 levels of entropy", entropy, ThresholdMethod.MIST, 5),
                new Contender("filledMist, 5 levels of evidence", evidence, ThresholdMethod.FILLED_MIST, 5),
                new Contender("ewDpmt, 3 levels of evidence", evidence, ThresholdMethod.EW_DPMT, 3),
                new Contender("Bayes-optimal E[r given k, n]", optimum, ThresholdMethod.SINGLE, 1));
        table("Synthetic, 300,000 rows", PRECISIONS, contenders);
    }

    private void adult(List<Tables.Row> adult) {
        LongFunction<Evidence> adultRows = seed -> Tables.adultEvidence(adult, ADULT_TAU, seed);
        table("Adult, " + adult.size() + " rows, evidence by neighborhood", PRECISIONS, evidenceContenders(adultRows));
        LongFunction<Split> bagged = once(seed -> Split.halves(BaggedModel.scored(adult, seed), seed));
        table(
                "Adult, a well-regularized ensemble",
                PRECISIONS,
                List.of(
                        new Contender("one threshold", bagged, ThresholdMethod.SINGLE, 1),
                        new Contender("mist, 3 levels", bagged, ThresholdMethod.MIST, 3),
                        new Contender("mist, 5 levels", bagged, ThresholdMethod.MIST, 5)));
    }

    private void criteo(List<Tables.Row> criteo) {
        LongFunction<Evidence> criteoRows = seed -> Tables.criteoEvidence(criteo, CRITEO_SHARED, seed);
        table(
                "Criteo sample, " + criteo.size() + " rows, evidence by neighborhood",
                LOW_PRECISIONS,
                evidenceContenders(criteoRows));
    }

    private static List<Contender> evidenceContenders(LongFunction<Evidence> source) {
        LongFunction<Evidence> rows = once(source);
        LongFunction<Split> evidence = once(s -> Split.halves(rows.apply(s).byEvidence(), s));
        LongFunction<Split> entropy = once(s -> Split.halves(rows.apply(s).byEntropy(), s));
        return List.of(
                new Contender("one threshold", evidence, ThresholdMethod.SINGLE, 1),
                new Contender("mist, 3 levels of evidence", evidence, ThresholdMethod.MIST, 3),
                new Contender("filledMist, 3 levels of evidence", evidence, ThresholdMethod.FILLED_MIST, 3),
                new Contender("mist, 5 levels of entropy", entropy, ThresholdMethod.MIST, 5));
    }

    /** Asks only once for each seed. */
    private static <T> LongFunction<T> once(LongFunction<T> source) {
        Map<Long, T> known = new HashMap<>();
        return seed -> known.computeIfAbsent(seed, source::apply);
    }

    private void table(String title, double[] precisions, List<Contender> contenders) {
        StringBuilder head = new StringBuilder("| |");
        for (double precision : precisions) {
            head.append(String.format(Locale.ROOT, " P%.0f |", 100 * precision));
        }
        out.println("\n### " + title + "\n\n" + head + "\n|" + " --- |".repeat(1 + precisions.length));
        for (Contender contender : contenders) {
            StringBuilder line = new StringBuilder("| " + contender.name() + " |");
            for (double precision : precisions) {
                line.append(' ').append(cell(contender, precision)).append(" |");
            }
            out.println(line);
        }
    }

    /** Mean recall, mean and least precision achieved, over the seeds for which thresholds were found. */
    private static String cell(Contender contender, double precision) {
        double recall = 0;
        double achieved = 0;
        double least = 1;
        int reached = 0;
        var config = new ThresholdConfig(precision, contender.levels(), 300, contender.method(), DEFAULT);
        for (long seed = 0; seed < SEEDS; seed++) {
            Split split = contender.split().apply(seed);
            ThresholdResult fit;
            try {
                fit = ThresholdFit.fit(split.choosing(), config, new int[0], Monitor.NONE);
            } catch (IllegalArgumentException e) {
                continue; // the precision is not reached
            }
            Flagged flagged = sum(fit.boundary(), split.judging());
            reached++;
            recall += flagged.positives() / positives(split.judging());
            achieved += flagged.precision();
            least = Math.min(least, flagged.precision());
        }
        return reached == 0
                ? "not reached"
                : String.format(
                        Locale.ROOT,
                        "%.3f (%.3f, %.3f)%s",
                        recall / reached,
                        achieved / reached,
                        least,
                        reached < SEEDS ? ", " + reached + " of " + SEEDS + " seeds" : "");
    }

    private static Flagged sum(DecisionBoundary boundary, ScoredRows rows) {
        Flagged[] levels = boundary.flagged(rows);
        return new Flagged(
                Arrays.stream(levels).mapToDouble(Flagged::positives).sum(),
                Arrays.stream(levels).mapToDouble(Flagged::weight).sum());
    }

    private static double positives(ScoredRows rows) {
        return IntStream.range(0, rows.size()).filter(i -> rows.labels()[i]).count();
    }

    private static ScoredRows half(ScoredRows rows, long seed, boolean first) {
        return rows.select(IntStream.range(0, rows.size())
                .filter(row -> (Seeds.mix(seed * 7919 + row) >>> 40 & 1) == 0 == first)
                .toArray());
    }

    private void speed(int size) {
        SplittableRandom random = Seeds.stream(1);
        double[] scores = new double[size];
        double[] uncertainties = new double[size];
        boolean[] labels = new boolean[size];
        for (int i = 0; i < size; i++) {
            scores[i] = random.nextDouble();
            uncertainties[i] = random.nextDouble();
            labels[i] = random.nextDouble() < scores[i] / (1 + uncertainties[i]);
        }
        ScoredRows rows = ScoredRows.of(scores, labels, uncertainties);
        out.println("| method | seconds | CPU seconds |\n| --- | --- | --- |");
        for (ThresholdMethod method : ThresholdMethod.values()) {
            var config = new ThresholdConfig(0.6, 5, 300, method, DEFAULT);
            long wall = System.nanoTime();
            long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            ThresholdFit.fit(rows, config, new int[0], Monitor.NONE);
            double cpuSeconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9;
            out.printf(
                    Locale.ROOT,
                    "| %s | %.1f | %.1f |%n",
                    method.name().toLowerCase(Locale.ROOT),
                    (System.nanoTime() - wall) / 1e9,
                    cpuSeconds);
        }
    }
}
