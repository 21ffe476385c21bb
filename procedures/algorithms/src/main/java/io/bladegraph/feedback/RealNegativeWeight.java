// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

/**
 * DEFER, for a stream with second looks: p / (p - p<sub>dp</sub> / 2) for positives, p0 / (p0 + p<sub>dp</sub> / 2) for
 * negatives.
 *
 * <p>Two rows per event, so Q(x) = P(x) and Q(y = 1 | x) = (p<sub>in</sub> + p) / 2 = p - p<sub>dp</sub> / 2. The chance
 * p<sub>dp</sub> is the joint one, P(y = 1, late | x), not that of being late given a conversion; the division binds the
 * whole difference. Public code has both wrong.
 *
 * <p>Gu et al., "Real Negatives Matter: Continuous Training with Real Negatives for Delayed Feedback Modeling", KDD 2021,
 * arXiv 2104.14121.
 */
public final class RealNegativeWeight implements FeedbackWeight {
    @Override
    public ImportanceWeight weigh(Observation.Kind kind, Beliefs beliefs) {
        double p = beliefs.probability();
        double late = Math.min(beliefs.delayed(), p) / 2;
        return kind.positive()
                ? new ImportanceWeight(late == 0 ? 1 : p / (p - late), 0)
                : new ImportanceWeight(0, late == 0 ? 1 : (1 - p) / (1 - p + late));
    }
}
