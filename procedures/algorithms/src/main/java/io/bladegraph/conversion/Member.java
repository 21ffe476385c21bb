// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.conversion;

import io.bladegraph.Logistic;
import io.bladegraph.Seeds;
import java.util.Arrays;

/**
 * One model of the ensemble: weights, optimizer and evidence.
 *
 * <p>Weights move by Adam (Kingma, Ba, ICLR 2015, algorithm 1, with decoupled decay). Those of numbers move every batch;
 * those of buckets only in batches that contain them, each with a count of its own for the bias correction, so a rare value
 * takes steps of the same length as a frequent one, only fewer. A batch of b rows costs O(b (denseDimension + categoryCount)).
 * Not thread-safe.
 */
final class Member {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;
    private static final int CORRECTED_STEPS = 16_384;
    private static final float[] CORRECTION1 = corrections(BETA1);
    private static final float[] CORRECTION2 = corrections(BETA2);
    private static final long BOOTSTRAP = 51;
    private static final double PRIOR_PRECISION = 1;

    private final ModelShape shape;
    private final long seed;
    private final boolean bootstrap;
    private final float[] weights;
    private final float[] gradient;
    private final float[] firstMoments;
    private final float[] secondMoments;
    private final double[] precision;
    private final ConversionHeads heads;
    private final int[] bucketSteps;
    private final boolean[] inBatch;
    private int[] touched = new int[0];
    private int touchedCount;
    private int steps;
    private long rowsSeen;
    private boolean started;

    /** A member with weights of zero, which sees rows as often as the draws of its bootstrap say, or each once. */
    Member(ModelShape shape, long seed, boolean bootstrap) {
        this.shape = shape;
        this.seed = seed;
        this.bootstrap = bootstrap;
        this.weights = new float[shape.size()];
        this.gradient = new float[shape.size()];
        this.firstMoments = new float[shape.size()];
        this.secondMoments = new float[shape.size()];
        this.precision = new double[shape.size()];
        Arrays.fill(precision, PRIOR_PRECISION);
        this.heads = new ConversionHeads(shape, weights);
        this.bucketSteps = new int[shape.buckets()];
        this.inBatch = new boolean[shape.buckets()];
    }

    Member copy() {
        var copy = new Member(shape, seed, bootstrap);
        System.arraycopy(weights, 0, copy.weights, 0, weights.length);
        System.arraycopy(firstMoments, 0, copy.firstMoments, 0, firstMoments.length);
        System.arraycopy(secondMoments, 0, copy.secondMoments, 0, secondMoments.length);
        System.arraycopy(precision, 0, copy.precision, 0, precision.length);
        System.arraycopy(bucketSteps, 0, copy.bucketSteps, 0, bucketSteps.length);
        copy.steps = steps;
        copy.rowsSeen = rowsSeen;
        copy.started = started;
        return copy;
    }

    /** The weights themselves. */
    float[] weights() {
        return weights;
    }

    /** One over the variance of each weight: a prior of 1 and the evidence so far. */
    double[] precision() {
        return precision;
    }

    /** Takes over what another one has learned; the optimizer begins anew. */
    void startFrom(float[] learned, float[] evidence) {
        System.arraycopy(learned, 0, weights, 0, weights.length);
        for (int k = 0; k < evidence.length; k++) {
            precision[k] = evidence[k];
        }
        started = true;
    }

    /** Unless it has learned something, sets the biases so that a row without features gets the mean rates. */
    void startFrom(Rates rates) {
        if (started) {
            return;
        }
        started = true;
        double engagementRate = rates.engagement();
        double conversionRate = rates.conversion();
        if (shape.heads() == 2) {
            weights[0] = (float) Logistic.logit(engagementRate);
            weights[shape.stride()] = (float) Logistic.logit(Math.min(0.99, conversionRate / engagementRate));
        } else {
            weights[0] = (float) Logistic.logit(conversionRate);
        }
    }

    /** One optimizer step. */
    void learn(Batch batch, Rate rate) {
        addGradient(batch);
        move(rate);
    }

    /** The number of the next row of a stream. */
    long nextKey(int rows) {
        rowsSeen += rows;
        return rowsSeen - rows;
    }

    /** Length of a step and share of a weight that decays in it. */
    record Rate(float length, float decay) {}

    /** Adds the gradient of the mean loss of a batch to the gradient. */
    void addGradient(Batch batch) {
        double share = 1.0 / batch.count();
        for (int row = 0; row < batch.count(); row++) {
            int draws = bootstrap ? draws(batch.key(row)) : 1;
            if (draws > 0) {
                heads.forward(batch.rows(), row);
                double scale = share * draws;
                addRow(batch.rows(), row, shape.heads() - 1, (float)
                        (scale * heads.conversionGradient(batch.targets(), row)));
                if (shape.heads() == 2) {
                    addRow(batch.rows(), row, 0, (float) (scale * heads.engagementGradient(batch.targets(), row)));
                }
                touch(batch.rows(), row);
            }
        }
    }

    float[] gradient() {
        return gradient;
    }

    /** The mean loss of a batch. */
    double loss(Batch batch) {
        double sum = 0;
        for (int row = 0; row < batch.count(); row++) {
            heads.forward(batch.rows(), row);
            sum += heads.loss(batch.targets(), row);
        }
        return sum / batch.count();
    }

    /** Adds the information of a batch to the precision of the weights. */
    void addEvidence(Batch batch) {
        for (int row = 0; row < batch.count(); row++) {
            heads.forward(batch.rows(), row);
            addInformation(batch.rows(), row, shape.heads() - 1, heads.conversionInformation(batch.targets(), row));
            if (shape.heads() == 2) {
                addInformation(batch.rows(), row, 0, heads.engagementInformation(batch.targets(), row));
            }
        }
    }

    /** The variance of a logit: the sum of x<sup>2</sup> / precision. */
    double logitVariance(FeatureRows rows, int row, int head) {
        int offset = head * shape.stride();
        double variance = 1 / precision[offset];
        int begin = row * shape.denseDimension();
        for (int k = 0; k < shape.denseDimension(); k++) {
            float x = rows.dense()[begin + k];
            variance += x * x / precision[offset + 1 + k];
        }
        for (int k = row * shape.categoryCount(); k < (row + 1) * shape.categoryCount(); k++) {
            variance += 1 / precision[offset + shape.firstBucket() + rows.categories()[k]];
        }
        return variance;
    }

    private void addInformation(FeatureRows rows, int row, int head, double information) {
        int offset = head * shape.stride();
        precision[offset] += information;
        int begin = row * shape.denseDimension();
        for (int k = 0; k < shape.denseDimension(); k++) {
            float x = rows.dense()[begin + k];
            precision[offset + 1 + k] += information * x * x;
        }
        for (int k = row * shape.categoryCount(); k < (row + 1) * shape.categoryCount(); k++) {
            precision[offset + shape.firstBucket() + rows.categories()[k]] += information;
        }
    }

    private void addRow(FeatureRows rows, int row, int head, float slope) {
        int offset = head * shape.stride();
        gradient[offset] += slope;
        float[] x = rows.dense();
        int begin = row * shape.denseDimension();
        for (int k = 0; k < shape.denseDimension(); k++) {
            gradient[offset + 1 + k] += slope * x[begin + k];
        }
        int first = offset + shape.firstBucket();
        for (int k = row * shape.categoryCount(); k < (row + 1) * shape.categoryCount(); k++) {
            gradient[first + rows.categories()[k]] += slope;
        }
    }

    private void touch(FeatureRows rows, int row) {
        for (int k = row * shape.categoryCount(); k < (row + 1) * shape.categoryCount(); k++) {
            int bucket = rows.categories()[k];
            if (!inBatch[bucket]) {
                inBatch[bucket] = true;
                if (touchedCount == touched.length) {
                    touched = Arrays.copyOf(touched, Math.max(64, 2 * touchedCount));
                }
                touched[touchedCount++] = bucket;
            }
        }
    }

    private void move(Rate rate) {
        started = true;
        steps++;
        for (int head = 0; head < shape.heads(); head++) {
            int offset = head * shape.stride();
            moveRange(offset, offset + shape.firstBucket(), steps, rate);
        }
        for (int t = 0; t < touchedCount; t++) {
            int bucket = touched[t];
            inBatch[bucket] = false;
            int count = ++bucketSteps[bucket];
            for (int head = 0; head < shape.heads(); head++) {
                int index = head * shape.stride() + shape.firstBucket() + bucket;
                moveRange(index, index + 1, count, rate);
            }
        }
        touchedCount = 0;
    }

    private void moveRange(int begin, int end, int count, Rate rate) {
        float correction1 = rate.length() * CORRECTION1[Math.min(count, CORRECTED_STEPS)];
        float correction2 = CORRECTION2[Math.min(count, CORRECTED_STEPS)];
        for (int k = begin; k < end; k++) {
            float g = gradient[k];
            gradient[k] = 0;
            firstMoments[k] = BETA1 * firstMoments[k] + (1 - BETA1) * g;
            secondMoments[k] = BETA2 * secondMoments[k] + (1 - BETA2) * g * g;
            weights[k] -= correction1 * firstMoments[k] / ((float) Math.sqrt(secondMoments[k] * correction2) + EPSILON)
                    + rate.decay() * weights[k];
        }
    }

    /** How often the bootstrap draws a row: Poisson of mean 1, which is what drawing n of n rows tends to. */
    private int draws(long row) {
        double uniform = (Seeds.derive(seed, BOOTSTRAP, row) >>> 11) * 0x1p-53;
        double term = Math.exp(-1);
        int count = 0;
        for (double sum = term; uniform >= sum && count < 20; sum += term) {
            count++;
            term /= count;
        }
        return count;
    }

    private static float[] corrections(double beta) {
        float[] corrections = new float[CORRECTED_STEPS + 1];
        for (int step = 1; step < CORRECTED_STEPS; step++) {
            corrections[step] = (float) (1 / (1 - Math.pow(beta, step)));
        }
        corrections[CORRECTED_STEPS] = 1;
        return corrections;
    }
}
