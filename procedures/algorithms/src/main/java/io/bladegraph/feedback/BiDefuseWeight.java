// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

/**
 * The second head of Bi-DEFUSE, which learns p<sub>dp</sub> from a stream with copies; the first head learns p<sub>in</sub>
 * from the first rows as they are, and the model's probability is the sum of both.
 *
 * <p>With g, the head's own belief about p<sub>dp</sub>: copies 1, first rows g<sup>2</sup> as positives and
 * (1 - g)(1 + g) as negatives, whatever their label. The fixed point of g / (1 - g) = (p<sub>dp</sub> + g<sup>2</sup>) /
 * ((1 - g)(1 + g)) is g = p<sub>dp</sub>.
 *
 * <p>Chen et al., as in {@link DefuseWeight}.
 */
public final class BiDefuseWeight implements FeedbackWeight {
    @Override
    public ImportanceWeight weigh(Observation.Kind kind, Beliefs beliefs) {
        double g = beliefs.delayed();
        return kind == Observation.Kind.DELAYED_POSITIVE
                ? ImportanceWeight.POSITIVE
                : new ImportanceWeight(g * g, (1 - g) * (1 + g));
    }
}
