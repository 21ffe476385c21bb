// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

/**
 * ES-DFM, for a stream with copies: 1 + p<sub>dp</sub> for positives, (1 + p<sub>dp</sub>) p<sub>rn</sub> for negatives.
 *
 * <p>P(y | x) / Q(y | x) with Q(y = 1 | x) = p / (1 + p<sub>dp</sub>), under the assumption that Q(x) = P(x). It does not
 * hold, so events that convert late count more; a model that can tell all x apart is not biased by that, as long as
 * p<sub>dp</sub> is a function of the model's own inputs.
 *
 * <p>Yang et al., "Capturing Delayed Feedback in Conversion Rate Prediction via Elapsed-Time Sampling", AAAI 2021, arXiv
 * 2012.03245.
 */
public final class ElapsedTimeWeight implements FeedbackWeight {
    @Override
    public ImportanceWeight weigh(Observation.Kind kind, Beliefs beliefs) {
        double factor = 1 + beliefs.delayed();
        return ImportanceWeight.of(
                kind.positive(), kind == Observation.Kind.OBSERVED_NEGATIVE ? factor * beliefs.realNegative() : factor);
    }
}
