// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.sampling;

import io.bladegraph.Requires;

/**
 * How neighborhoods are sampled.
 *
 * @param kind fixed or degree-adaptive neighborhoods
 * @param fanOut neighbors per vertex: of every vertex if uniform, on average if adaptive; at least 1
 * @param degreeExponent b in K(u) = c d(u)<sup>-b</sup>: 0 gives every vertex the same budget, larger values move it from
 *     rich vertices to poor ones; at least 0
 * @param minFanOut the smallest budget, at least 1
 * @param maxFanOut the largest budget, at least {@code minFanOut}
 * @param walks alternating walks per vertex, by which neighbors are chosen and found farther away; 0 draws direct neighbors
 *     uniformly
 * @param reachDegree a in the share a / (a + d) of what a vertex of degree d hears that comes by walks; at least 0
 * @param reverseWeight how much an edge counts against its direction, in [0, 1]: {@link TwoWayGraph}
 * @param degreeCorrection c in the weight w / (s(u)<sup>1 - c</sup> s(v)<sup>c</sup>) with which u hears v, s being sums of weights: how much
 *     less a neighbor says that says it to many; in [0, 1]
 */
public record SamplerConfig(
        Kind kind,
        int fanOut,
        double degreeExponent,
        int minFanOut,
        int maxFanOut,
        int walks,
        double reachDegree,
        double reverseWeight,
        double degreeCorrection) {

    /** Fixed neighborhoods, or larger ones for vertices of low degree. */
    public enum Kind {
        /** The same fan-out for every vertex. */
        UNIFORM,
        /** A fan-out and a reach that grow as the degree shrinks. */
        ADAPTIVE
    }

    /** The adaptive sampler as it is used unless the user says otherwise. */
    public static final SamplerConfig DEFAULT = new SamplerConfig(Kind.ADAPTIVE, 50, 0, 1, 1000, 500, 5, 0.4, 0.3);

    /** Checks every range. */
    public SamplerConfig {
        Requires.that(kind != null, "sampler", "'adaptive' or 'uniform'", kind, kind);
        Requires.inRange("fanOut", fanOut, 1, 10_000);
        Requires.inClosed("degreeExponent", degreeExponent, 0, 10);
        Requires.inRange("minFanOut", minFanOut, 1, 10_000);
        Requires.inRange("maxFanOut", maxFanOut, minFanOut, 100_000);
        Requires.inRange("walks", walks, 0, 100_000);
        Requires.nonNegative("reachDegree", reachDegree);
        Requires.inClosed("reverseWeight", reverseWeight, 0, 1);
        Requires.inClosed("degreeCorrection", degreeCorrection, 0, 1);
    }

    /**
     * The fixed sampler.
     *
     * @param fanOut neighbors per vertex
     * @return a configuration
     */
    public static SamplerConfig uniform(int fanOut) {
        return new SamplerConfig(Kind.UNIFORM, fanOut, 0, 1, Math.max(fanOut, 1), 0, 0, 0, 0.5);
    }
}
