// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.conversion;

import io.bladegraph.conversion.FeatureField.Kind;

/**
 * Turns features into what a model learns from: numbers of mean 0 and standard deviation 1, as learned from the rows it was
 * fitted on.
 *
 * <p>x' = (x - mean) scale, cut off at 10 standard deviations, so that one wild value cannot outvote all others. A component
 * of a vector that never varies has scale 0.
 *
 * @param schema which features rows have
 * @param mean by number, (denseDimension)
 * @param scale one over the standard deviation, by number, (denseDimension)
 */
public record FeatureEncoder(FeatureSchema schema, float[] mean, float[] scale) {
    private static final float LIMIT = 10;

    /**
     * Learns mean and standard deviation of every number.
     *
     * @param table the rows to learn from
     * @return the encoder of these rows and of those to come
     * @throws IllegalArgumentException if a feature has the same value in all rows: it cannot tell them apart, so it is there
     *     by mistake
     */
    public static FeatureEncoder fit(FeatureTable table) {
        FeatureRows raw = table.raw();
        int dimension = raw.denseDimension();
        var encoder = new FeatureEncoder(table.schema(), new float[dimension], new float[dimension]);
        for (int k = 0; k < dimension; k++) {
            encoder.fit(raw, k);
        }
        encoder.refuseConstants(raw);
        return encoder;
    }

    /**
     * Encodes rows.
     *
     * @param table rows of the schema
     * @return the same rows, normalized
     */
    public FeatureRows encode(FeatureTable table) {
        FeatureRows rows = table.raw();
        float[] x = rows.dense();
        for (int i = 0; i < x.length; i += mean.length) {
            for (int k = 0; k < mean.length; k++) {
                x[i + k] = Math.max(-LIMIT, Math.min(LIMIT, (x[i + k] - mean[k]) * scale[k]));
            }
        }
        return rows;
    }

    /**
     * Encodes one row.
     *
     * @param features of the types of the schema
     * @return a single row, normalized
     */
    public FeatureRows encode(Object features) {
        var table = new FeatureTable(schema);
        table.add(features, 1);
        return encode(table);
    }

    private void fit(FeatureRows rows, int k) {
        int dimension = rows.denseDimension();
        double sum = 0;
        for (int i = k; i < rows.dense().length; i += dimension) {
            sum += rows.dense()[i];
        }
        double average = sum / rows.count();
        double squares = 0;
        boolean varies = false;
        for (int i = k; i < rows.dense().length; i += dimension) {
            double gap = rows.dense()[i] - average;
            squares += gap * gap;
            varies |= rows.dense()[i] != rows.dense()[k];
        }
        mean[k] = (float) average;
        scale[k] = varies ? (float) (1 / Math.sqrt(squares / rows.count())) : 0;
    }

    private void refuseConstants(FeatureRows rows) {
        int number = 0;
        int category = 0;
        for (FeatureField field : schema.fields()) {
            boolean constant = field.kind() == Kind.CATEGORY
                    ? isConstant(rows, category++)
                    : isConstant(number, number + field.dimension());
            if (constant) {
                throw new IllegalArgumentException("`" + field.name() + "` must vary, but is the same in all "
                        + rows.count() + " rows. Leave it out.");
            }
            number += field.dimension();
        }
    }

    private boolean isConstant(int begin, int end) {
        for (int k = begin; k < end; k++) {
            if (scale[k] != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isConstant(FeatureRows rows, int category) {
        for (int i = category; i < rows.categories().length; i += rows.categoryCount()) {
            if (rows.categories()[i] != rows.categories()[category]) {
                return false;
            }
        }
        return true;
    }
}
