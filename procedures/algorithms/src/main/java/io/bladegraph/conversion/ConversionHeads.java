// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.conversion;

import io.bladegraph.Logistic;

/**
 * Logistic heads over one row at a time: the forward pass, the loss and its gradient by the logits.
 *
 * <p>Entire space: f = c r with c = sigmoid(z<sub>c</sub>) the probability of an engagement and r = sigmoid(z<sub>r</sub>) that
 * of a conversion after it, both learned from all rows, so r is never judged on the few engaged rows alone. With weights w1
 * on -log f, w0 on -log(1 - f), e1 on -log c and e0 on -log(1 - c): dL/df = -w1/f + w0/(1 - f), df/dz<sub>c</sub> = f(1 - c),
 * df/dz<sub>r</sub> = f(1 - r). 1 - f is taken as (1 - c) + c(1 - r), which loses no digits, so all gradients are bounded by
 * the weights. Single head: f = sigmoid(z). Reference: Ma et al., "Entire Space Multi-Task Model", SIGIR 2018, section 2.2.
 *
 * <p>Not thread-safe: a forward pass leaves its result in the object.
 */
final class ConversionHeads {
    private final ModelShape shape;
    private final float[] weights;

    private double engagementLogit;
    private double conversionLogit;
    private double engagement;
    private double noEngagement;
    private double conversion;
    private double noConversion;

    ConversionHeads(ModelShape shape, float[] weights) {
        this.shape = shape;
        this.weights = weights;
    }

    /** Takes a row in. */
    void forward(FeatureRows rows, int row) {
        conversionLogit = logit(rows, row, shape.heads() - 1);
        conversion = Logistic.sigmoid(conversionLogit);
        noConversion = Logistic.sigmoid(-conversionLogit);
        engagement = 1;
        noEngagement = 0;
        if (shape.heads() == 2) {
            engagementLogit = logit(rows, row, 0);
            engagement = Logistic.sigmoid(engagementLogit);
            noEngagement = Logistic.sigmoid(-engagementLogit);
        }
    }

    /** The probability f of a conversion. */
    double probability() {
        return engagement * conversion;
    }

    /** The probability c of an engagement; 1 for a single head. */
    double engagementProbability() {
        return engagement;
    }

    private double improbability() {
        return noEngagement + engagement * noConversion;
    }

    /** The loss of the row. */
    double loss(Targets targets, int row) {
        double loss = targets.positive()[row] * Logistic.softplus(-conversionLogit)
                - logarithm(targets.negative()[row], improbability());
        if (shape.heads() == 2) {
            loss += (targets.positive()[row] + targets.engaged()[row]) * Logistic.softplus(-engagementLogit)
                    + targets.notEngaged()[row] * Logistic.softplus(engagementLogit);
        }
        return loss;
    }

    /** The derivative of the loss by the logit of the conversion. */
    double conversionGradient(Targets targets, int row) {
        return -targets.positive()[row] * noConversion + targets.negative()[row] * oddsTimes(noConversion);
    }

    /** The derivative of the loss by the logit of the engagement. */
    double engagementGradient(Targets targets, int row) {
        return -(targets.positive()[row] + targets.engaged()[row]) * noEngagement
                + targets.negative()[row] * oddsTimes(noEngagement)
                + targets.notEngaged()[row] * engagement;
    }

    /** The Fisher information of a row on the logit of the conversion: (df/dz)<sup>2</sup> / (f(1 - f)) per unit of weight. */
    double conversionInformation(Targets targets, int row) {
        return (targets.positive()[row] + targets.negative()[row]) * oddsTimes(noConversion) * noConversion;
    }

    /** The Fisher information of a row on the logit of the engagement. */
    double engagementInformation(Targets targets, int row) {
        return (targets.positive()[row] + targets.negative()[row]) * oddsTimes(noEngagement) * noEngagement
                + (targets.engaged()[row] + targets.notEngaged()[row]) * engagement * noEngagement;
    }

    /** The variance of f to first order, from that of independent logits. */
    double variance(double engagementVariance, double conversionVariance) {
        double spread =
                noEngagement * noEngagement * engagementVariance + noConversion * noConversion * conversionVariance;
        return probability() * probability() * spread;
    }

    /** f / (1 - f) times a part of 1 - f; in [0, 1]. */
    private double oddsTimes(double part) {
        return part == 0 ? 0 : probability() * part / improbability();
    }

    private static double logarithm(double weight, double probability) {
        return weight == 0 ? 0 : weight * Math.log(probability);
    }

    private double logit(FeatureRows rows, int row, int head) {
        int offset = head * shape.stride();
        float sum = weights[offset] + dot(offset + 1, rows.dense(), row * shape.denseDimension());
        int first = offset + shape.firstBucket();
        int end = (row + 1) * shape.categoryCount();
        for (int k = row * shape.categoryCount(); k < end; k++) {
            sum += weights[first + rows.categories()[k]];
        }
        return sum;
    }

    /** Four sums at a time: one alone would wait for each addition. */
    private float dot(int offset, float[] x, int begin) {
        int length = shape.denseDimension();
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        int k = 0;
        for (; k + 3 < length; k += 4) {
            sum0 += weights[offset + k] * x[begin + k];
            sum1 += weights[offset + k + 1] * x[begin + k + 1];
            sum2 += weights[offset + k + 2] * x[begin + k + 2];
            sum3 += weights[offset + k + 3] * x[begin + k + 3];
        }
        for (; k < length; k++) {
            sum0 += weights[offset + k] * x[begin + k];
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }
}
