// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

/**
 * Brings every feature to mean 0 and variance 1.
 *
 * @param centers (columns)
 * @param scales one over the standard deviation, (columns); 0 for a feature that is the same in all rows
 */
record Standardization(float[] centers, float[] scales) {

    static Standardization of(EventRows.Features features, int[] selected) {
        int columns = features.columns();
        double[] mean = new double[columns];
        double[] squares = new double[columns];
        long count = 0;
        for (int row : selected) { // Welford: one pass, no cancellation
            count++;
            for (int j = 0; j < columns; j++) {
                double value = features.numbers()[row * columns + j];
                double away = value - mean[j];
                mean[j] += away / count;
                squares[j] += away * (value - mean[j]);
            }
        }
        float[] centers = new float[columns];
        float[] scales = new float[columns];
        for (int j = 0; j < columns; j++) {
            centers[j] = (float) mean[j];
            double deviation = Math.sqrt(squares[j] / count);
            scales[j] = deviation > 1e-6 * Math.max(1e-30, Math.abs(mean[j])) ? (float) (1 / deviation) : 0;
        }
        return new Standardization(centers, scales);
    }

    void read(float[] numbers, int row, double[] z) {
        int offset = row * centers.length;
        for (int j = 0; j < centers.length; j++) {
            z[j] = (numbers[offset + j] - (double) centers[j]) * scales[j];
        }
    }
}
