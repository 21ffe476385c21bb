// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

/**
 * Where the parameters of the hazards lie: for each transition one intercept per bin, then the weights of the features, then
 * those of features times time.
 *
 * @param bins of time
 * @param columns features
 * @param signals of engagement; an event is in state s when it has shown s of them
 */
record HazardShape(int bins, int columns, int signals) {

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
        return transition * (bins + 2 * columns);
    }

    int weights(int transition) {
        return intercepts(transition) + bins;
    }

    int timeWeights(int transition) {
        return weights(transition) + columns;
    }

    int size() {
        return intercepts(transitions());
    }

    /** w . z of one transition. */
    double score(double[] parameters, int offset, double[] z) {
        double sum = 0;
        for (int j = 0; j < columns; j++) {
            sum += parameters[offset + j] * z[j];
        }
        return sum;
    }
}
