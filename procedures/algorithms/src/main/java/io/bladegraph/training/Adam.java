// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.training;

import io.bladegraph.Workers;
import io.bladegraph.gnn.Parameter;
import java.util.List;

/**
 * The Adam optimizer with decoupled weight decay.
 *
 * <p>g the gradient; m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g<sup>2</sup>; x -= rate (m' / (sqrt(v') + e) + decay x) with m'
 * = m / (1 - b1<sup>t</sup>), v' = v / (1 - b2<sup>t</sup>), b1 = .9, b2 = .999, e = 1e-8. Decay inside the gradient, as in
 * plain L2, would be blown up by the division for the rows of rare products, whose gradients are small. O(1) per number and
 * step; two more numbers per number. Reference: Loshchilov, Hutter, "Decoupled Weight Decay Regularization", ICLR 2019,
 * algorithm 2.
 */
public final class Adam {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;
    private static final int CHUNK = 8192;

    private final List<Parameter> parameters;
    private final float[][] firstMoments;
    private final float[][] secondMoments;
    private final double weightDecay;
    private int step;

    /**
     * An optimizer that has not moved anything yet.
     *
     * @param parameters what to move; kept, not copied
     * @param weightDecay share of every number that a step of rate 1 takes away, at least 0
     */
    public Adam(List<Parameter> parameters, double weightDecay) {
        this.parameters = parameters;
        this.weightDecay = weightDecay;
        this.firstMoments =
                parameters.stream().map(p -> new float[p.values().length]).toArray(float[][]::new);
        this.secondMoments =
                parameters.stream().map(p -> new float[p.values().length]).toArray(float[][]::new);
    }

    /**
     * Moves every parameter once against its gradient.
     *
     * @param learningRate how far, greater than 0
     * @param workers who does it
     */
    public void step(double learningRate, Workers workers) {
        step++;
        float correction1 = (float) (learningRate / (1 - Math.pow(BETA1, step)));
        float decay = (float) (learningRate * weightDecay);
        float correction2 = (float) (1 / (1 - Math.pow(BETA2, step)));
        for (int p = 0; p < parameters.size(); p++) {
            float[] x = parameters.get(p).values();
            float[] gradient = parameters.get(p).gradient();
            float[] m = firstMoments[p];
            float[] v = secondMoments[p];
            workers.run(x.length, CHUNK, (begin, end) -> {
                for (int k = begin; k < end; k++) {
                    float g = gradient[k];
                    m[k] = BETA1 * m[k] + (1 - BETA1) * g;
                    v[k] = BETA2 * v[k] + (1 - BETA2) * g * g;
                    x[k] -= correction1 * m[k] / ((float) Math.sqrt(v[k] * correction2) + EPSILON) + decay * x[k];
                }
            });
        }
    }
}
