// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

/**
 * Where the parameters of the hazards lie: for each transition one intercept per bin, then the weights of the inputs, then
 * those of inputs times time. Inputs are the standardized numbers, then one for each bucket of categories.
 *
 * @param bins of time
 * @param columns numbers per event
 * @param buckets that categories were hashed to
 * @param signals of engagement; an event is in state s when it has shown s of them
 */
record HazardShape(int bins, int columns, int buckets, int signals) {

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
        return transition * (bins + 2 * (columns + buckets));
    }

    int weights(int transition) {
        return intercepts(transition) + bins;
    }

    int timeWeights(int transition) {
        return weights(transition) + columns + buckets;
    }

    int size() {
        return intercepts(transitions());
    }

    /** The product of an event's inputs with the weights that begin at an offset. */
    double score(double[] parameters, int offset, EventInputs inputs) {
        double sum = 0;
        for (int j = 0; j < columns; j++) {
            sum += parameters[offset + j] * inputs.z[j];
        }
        for (int bucket : inputs.buckets) {
            sum += parameters[offset + columns + bucket];
        }
        return sum;
    }

    /** Adds a multiple of an event's inputs to the gradient of the weights that begin at an offset. */
    void addTo(double[] gradient, int offset, EventInputs inputs, double factor) {
        for (int j = 0; j < columns; j++) {
            gradient[offset + j] += factor * inputs.z[j];
        }
        for (int bucket : inputs.buckets) {
            gradient[offset + columns + bucket] += factor;
        }
    }
}
