// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

import io.bladegraph.Requires;

/**
 * What models believe about a row when it is weighted. A belief that nobody holds is NaN, and refused when asked for.
 *
 * @param probability p = P(y = 1 | x), the chance of a conversion within the attribution window
 * @param delayed p<sub>dp</sub> = P(y = 1, delay &gt; elapsed | x), by the model's own inputs alone; at most p
 * @param realNegative p<sub>rn</sub> = P(y = 0 | no conversion seen, x, c), may also look at the engagement c seen so far
 */
public record Beliefs(double probability, double delayed, double realNegative) {

    /**
     * A belief about real negatives alone.
     *
     * @param realNegative P(y = 0 | no conversion seen)
     * @return all that {@link ExactWeight} asks for
     */
    public static Beliefs ofRealNegative(double realNegative) {
        return new Beliefs(Double.NaN, Double.NaN, realNegative);
    }

    /**
     * What somebody states, which must agree with itself; what models believe is rounded, and may not.
     *
     * @param probability p, or NaN
     * @param delayed p<sub>dp</sub>, or NaN
     * @param realNegative p<sub>rn</sub>, or NaN
     * @return the beliefs
     * @throws IllegalArgumentException if p<sub>dp</sub> is larger than p
     */
    public static Beliefs stated(double probability, double delayed, double realNegative) {
        Requires.that(
                !(delayed > probability),
                "delayedProbability",
                "at most `probability`, " + probability,
                delayed,
                delayed);
        return new Beliefs(probability, delayed, realNegative);
    }

    @Override
    public double probability() {
        return Requires.inClosed("probability", probability, 0, 1);
    }

    @Override
    public double delayed() {
        return Requires.inClosed("delayedProbability", delayed, 0, 1);
    }

    @Override
    public double realNegative() {
        return Requires.inClosed("realNegativeProbability", realNegative, 0, 1);
    }

    /**
     * The chance that a row seen as negative is a fake one.
     *
     * @return z = 1 - p<sub>rn</sub>
     */
    public double fakeNegative() {
        return 1 - realNegative();
    }
}
