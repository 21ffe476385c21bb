// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.conversion;

/** Mean rates of some rows, each strictly between 0 and 1. */
record Rates(double conversion, double engagement) {

    /**
     * Takes the means.
     *
     * @throws IllegalArgumentException if the rows are all of one class
     */
    static Rates of(Targets targets, int[] rows, boolean entireSpace) {
        double conversion = rate("conversion", targets.positive(), targets.negative(), rows);
        return new Rates(
                conversion,
                entireSpace
                        ? Math.max(conversion, rate("engagement", targets.engaged(), targets.notEngaged(), rows))
                        : 1);
    }

    private static double rate(String name, float[] yes, float[] no, int[] rows) {
        double with = 0;
        double without = 0;
        for (int row : rows) {
            with += yes[row];
            without += no[row];
        }
        if (!(with > 0 && without > 0)) {
            throw new IllegalArgumentException("There must be rows with " + name + " and rows without to train on, but"
                    + " those with weigh " + with + " and those without " + without + ".");
        }
        return with / (with + without);
    }
}
