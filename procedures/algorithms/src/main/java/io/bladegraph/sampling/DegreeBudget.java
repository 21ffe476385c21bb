// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.sampling;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Neighborhood sizes that shrink as degrees grow, with the mean of a fixed fan-out.
 *
 * <p>K(u) = clip(c d(u)<sup>-b</sup>, K<sub>min</sub>, K<sub>max</sub>) where c is solved by bisection of its logarithm so that the mean of K
 * over all vertices with an edge is K. Sizes are rounded so that their sum keeps the total: the fraction cut off a vertex
 * is carried over to the next one. O(n) time per bisection step, O(n) memory.
 *
 * <p>The clipped power law is our choice. Of BLADE (Virinchi, Saladi, WSDM 2023, doi 10.1145/3539597.3570430) only this is
 * public: sizes follow a power law of the degree, low-degree nodes get larger neighborhoods.
 */
final class DegreeBudget {
    private DegreeBudget() {}

    /**
     * Solves the budgets.
     *
     * @param vertexCount number of vertices
     * @param degree the degree of a vertex
     * @param config fan-out, exponent and bounds; the fan-out is moved inside the bounds
     * @return K by vertex; {@code minFanOut} for vertices without edges
     */
    static int[] solve(int vertexCount, IntUnaryOperator degree, SamplerConfig config) {
        int mean = Math.min(Math.max(config.fanOut(), config.minFanOut()), config.maxFanOut());
        if (config.degreeExponent() == 0) {
            int[] alike = new int[vertexCount];
            Arrays.setAll(alike, vertex -> degree.applyAsInt(vertex) > 0 ? mean : config.minFanOut());
            return alike;
        }
        double[] shape = new double[vertexCount];
        int connected = 0;
        double smallest = 1;
        for (int vertex = 0; vertex < vertexCount; vertex++) {
            int d = degree.applyAsInt(vertex);
            if (d > 0) {
                shape[vertex] = Math.pow(d, -config.degreeExponent());
                smallest = Math.min(smallest, shape[vertex]);
                connected++;
            }
        }
        double low = config.minFanOut();
        double high = config.maxFanOut() / smallest;
        for (int step = 0; step < 60; step++) {
            double c = Math.sqrt(low * high);
            if (total(shape, c, config) < (double) mean * connected) {
                low = c;
            } else {
                high = c;
            }
        }
        return rounded(shape, high, config);
    }

    private static double total(double[] shape, double c, SamplerConfig config) {
        double sum = 0;
        for (double s : shape) {
            sum += s == 0 ? 0 : size(s, c, config);
        }
        return sum;
    }

    private static double size(double shape, double c, SamplerConfig config) {
        return Math.min(Math.max(c * shape, config.minFanOut()), config.maxFanOut());
    }

    private static int[] rounded(double[] shape, double c, SamplerConfig config) {
        int[] budgets = new int[shape.length];
        double carry = 0;
        for (int vertex = 0; vertex < shape.length; vertex++) {
            if (shape[vertex] == 0) {
                budgets[vertex] = config.minFanOut();
                continue;
            }
            double wanted = size(shape[vertex], c, config) + carry;
            budgets[vertex] = (int) Math.min(Math.max(Math.rint(wanted), config.minFanOut()), config.maxFanOut());
            carry = Math.min(Math.max(wanted - budgets[vertex], -1), 1);
        }
        return budgets;
    }
}
