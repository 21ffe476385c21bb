// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.calibration;

import io.bladegraph.Monitor;
import io.bladegraph.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * Thresholds with a guarantee: the precision on new rows is at least the bound with probability 1 - delta.
 *
 * <p>One half of the rows proposes boundaries, from strict to loose, and one of them to begin with. The other half tests
 * them in this order, each with the exact binomial p-value P(Bin(m, bound) &gt;= true positives) of its m flagged rows,
 * as long as it is at most delta. The order does not depend on the half that tests, so the chance that any boundary
 * below the bound passes is at most delta, however many are tested.
 *
 * <p>Holds for rows that are independent and drawn as the new ones will be.
 *
 * <p>Reference: Angelopoulos, Bates, Candès, Jordan, Lei, "Learn then Test", arXiv 2110.01052, section 2.3 (fixed
 * sequence testing).
 */
final class CertifiedThresholds {
    private static final int MAX_CANDIDATES = 500;

    private CertifiedThresholds() {}

    /** A boundary and its levels' curves on the half that proposed it. */
    private record Candidate(DecisionBoundary boundary, Flagged flagged) {}

    static ThresholdResult fit(ScoredRows rows, ThresholdConfig config, Monitor monitor) {
        if (rows.weights().length > 0) {
            throw new IllegalArgumentException(
                    "`confidence` needs rows that all count the same, but they have weights.");
        }
        long seed = config.validation().randomSeed();
        monitor.progress("Propose thresholds", 0, 1);
        ScoredRows proposing = rows.select(half(rows.size(), seed, true));
        ScoredRows testing = rows.select(half(rows.size(), seed, false));
        List<Candidate> candidates = candidates(proposing, config);
        monitor.progress("Test thresholds", 0, 1);
        UncertaintyLevels levels = candidates.get(0).boundary().levels();
        List<LevelCurve> curves = RankedRows.of(testing, levels).curves();
        DecisionBoundary certified = lastCertified(candidates, curves, config);
        Flagged all = curves.stream().map(LevelCurve::all).reduce(Flagged.NONE, Flagged::plus);
        double single = RankingCurve.recallAtPrecision(LevelCurve.of(testing), config.precision());
        return new ThresholdResult(certified, certified.flagged(testing), all.positives(), single, null);
    }

    private static int[] half(int size, long seed, boolean first) {
        return IntStream.range(0, size)
                .filter(row -> (Seeds.mix(seed + row) & 1) == 0 == first)
                .toArray();
    }

    private static List<Candidate> candidates(ScoredRows rows, ThresholdConfig config) {
        var levels = UncertaintyLevels.of(rows, config.levels());
        List<LevelCurve> curves = RankedRows.of(rows, levels).curves();
        List<int[]> path = new IsotonicOptimizer(curves).path();
        int stride = 1 + path.size() / MAX_CANDIDATES;
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 1; i < path.size(); i += stride) {
            candidates.add(new Candidate(
                    DecisionBoundary.of(levels, curves, path.get(i)), ThresholdOptimizer.flagged(curves, path.get(i))));
        }
        return candidates;
    }

    private static DecisionBoundary lastCertified(
            List<Candidate> candidates, List<LevelCurve> curves, ThresholdConfig config) {
        double delta = 1 - config.validation().confidence();
        double[] expected = candidates.stream()
                .mapToDouble(candidate -> pValue(candidate.flagged(), config.precision()))
                .toArray();
        int first = IntStream.range(0, expected.length).reduce(0, (best, i) -> expected[i] < expected[best] ? i : best);
        DecisionBoundary certified = null;
        for (int i = first; i < candidates.size(); i++) {
            DecisionBoundary boundary = candidates.get(i).boundary();
            if (!(pValue(boundary.flagged(curves), config.precision()) <= delta)) {
                break;
            }
            certified = boundary;
        }
        if (certified == null) {
            Flagged best = candidates.get(first).boundary().flagged(curves);
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "`precision` %s cannot be promised with `confidence` %s: the most certain thresholds flag %.0f"
                            + " positives of %.0f rows. Maybe give more rows, or ask for less.",
                    config.precision(),
                    config.validation().confidence(),
                    best.positives(),
                    best.weight()));
        }
        return certified;
    }

    /** P(Bin(m, bound) &gt;= positives). */
    private static double pValue(Flagged flagged, double bound) {
        double k = flagged.positives();
        return k == 0 ? 1 : RegularizedBeta.value(bound, k, flagged.weight() - k + 1);
    }
}
