// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

/**
 * DEFUSE, for a stream with copies: each of four kinds of rows has a weight of its own.
 *
 * <p>Immediate positives 1 + p<sub>dp</sub>, copies 1, negatives z p<sub>dp</sub> as positives and
 * (1 - z)(1 + p<sub>dp</sub>) as negatives. The positive mass is ((1 + p<sub>dp</sub>) p<sub>in</sub> + p<sub>dp</sub> +
 * p<sub>dp</sub> p<sub>dp</sub>) / (1 + p<sub>dp</sub>) = p, the negative mass p0. Public code adds the fake negative's
 * weight to both kinds of positives, which makes them weigh 2 + p<sub>dp</sub> and the model predict far too much.
 *
 * <p>Chen et al., "Asymptotically Unbiased Estimation for Delayed Feedback Modeling via Label Correction", WWW 2022, arXiv
 * 2202.06472.
 */
public final class DefuseWeight implements FeedbackWeight {
    @Override
    public ImportanceWeight weigh(Observation.Kind kind, Beliefs beliefs) {
        return switch (kind) {
            case IMMEDIATE_POSITIVE -> new ImportanceWeight(1 + beliefs.delayed(), 0);
            case DELAYED_POSITIVE -> ImportanceWeight.POSITIVE;
            case OBSERVED_NEGATIVE ->
                new ImportanceWeight(
                        beliefs.fakeNegative() * beliefs.delayed(), beliefs.realNegative() * (1 + beliefs.delayed()));
            case MATURE_NEGATIVE -> new ImportanceWeight(0, 1 + beliefs.delayed());
        };
    }
}
