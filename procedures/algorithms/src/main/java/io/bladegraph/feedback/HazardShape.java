// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

import io.bladegraph.Seeds;

/**
 * Where the parameters of the hazards lie: for each transition one intercept per bin, then the weights of the inputs, then
 * those of inputs times time; then, for each hidden unit, a bias and the weights of numbers and buckets. Inputs are the
 * standardized numbers, then the hidden units, each the tanh of a sum of numbers and buckets, then one for each bucket of
 * categories.
 *
 * @param bins of time
 * @param columns numbers per event
 * @param buckets that categories were hashed to
 * @param signals of engagement; an event is in state s when it has shown s of them
 * @param hidden units of the hidden layer; 0 for none
 */
record HazardShape(int bins, int columns, int buckets, int signals, int hidden) {

    /** From each state to a conversion, and from each but the last to a higher one. */
    int transitions() {
        return 2 * signals + 1;
    }

    int states() {
        return signals + 1;
    }

    int conversionFrom(int state) {
        return state;
    }

    int moveFrom(int state) {
        return states() + state;
    }

    int intercepts(int transition) {
        return transition * (bins + 2 * (numbers() + buckets));
    }

    int weights(int transition) {
        return intercepts(transition) + bins;
    }

    int timeWeights(int transition) {
        return weights(transition) + numbers() + buckets;
    }

    int size() {
        return hiddenWeights(hidden);
    }

    /** Inputs that are numbers: those of an event and those of the hidden layer. */
    int numbers() {
        return columns + hidden;
    }

    /** The bias of a hidden unit, which its weights follow. */
    int hiddenWeights(int unit) {
        return intercepts(transitions()) + unit * (1 + columns + buckets);
    }

    /** Draws the weights of the hidden layer: from equal ones, all units would stay alike. */
    double[] withRandomHidden(double[] parameters, long seed) {
        for (int i = hiddenWeights(0); i < size(); i++) {
            parameters[i] = 2 * Seeds.stream(seed, i).nextDouble() - 1;
        }
        return parameters;
    }

    /** Computes the hidden layer from the numbers and buckets of an event. */
    void activate(double[] parameters, EventInputs inputs) {
        for (int unit = 0; unit < hidden; unit++) {
            int offset = hiddenWeights(unit);
            double sum = parameters[offset];
            for (int j = 0; j < columns; j++) {
                sum += parameters[offset + 1 + j] * inputs.z[j];
            }
            for (int bucket : inputs.buckets) {
                sum += parameters[offset + 1 + columns + bucket];
            }
            inputs.z[columns + unit] = Math.tanh(sum);
        }
    }

    /** Adds to the gradient of the hidden layer, given that by its units. */
    void addHiddenTo(double[] gradient, EventInputs inputs, double[] byUnit) {
        for (int unit = 0; unit < hidden; unit++) {
            double tanh = inputs.z[columns + unit];
            double slope = byUnit[unit] * (1 - tanh * tanh);
            int offset = hiddenWeights(unit);
            gradient[offset] += slope;
            for (int j = 0; j < columns; j++) {
                gradient[offset + 1 + j] += slope * inputs.z[j];
            }
            for (int bucket : inputs.buckets) {
                gradient[offset + 1 + columns + bucket] += slope;
            }
        }
    }

    /** The product of an event's inputs with the weights that begin at an offset. */
    double score(double[] parameters, int offset, EventInputs inputs) {
        double sum = 0;
        for (int j = 0; j < numbers(); j++) {
            sum += parameters[offset + j] * inputs.z[j];
        }
        for (int bucket : inputs.buckets) {
            sum += parameters[offset + numbers() + bucket];
        }
        return sum;
    }

    /** Adds a multiple of an event's inputs to the gradient of the weights that begin at an offset. */
    void addTo(double[] gradient, int offset, EventInputs inputs, double factor) {
        for (int j = 0; j < numbers(); j++) {
            gradient[offset + j] += factor * inputs.z[j];
        }
        for (int bucket : inputs.buckets) {
            gradient[offset + numbers() + bucket] += factor;
        }
    }
}
