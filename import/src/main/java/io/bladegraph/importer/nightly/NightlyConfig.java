// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer.nightly;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;

/**
 * What a night does.
 *
 * @param model name of the model that serves; those learned from impressions have names that begin with it
 * @param graph the argument {@code graph} of the procedures
 * @param training keys of {@code blade.train} for every night
 * @param firstNight keys that are added where there is no model to go on from
 * @param tolerance share of yesterday's HitRate by which a candidate may be worse, in [0, 1); NaN for as much as chance
 *     alone makes of it
 * @param k related products per product
 * @param impressions what is learned from impressions
 */
public record NightlyConfig(
        String model,
        Map<String, Object> graph,
        Map<String, Object> training,
        Map<String, Object> firstNight,
        double tolerance,
        int k,
        Impressions impressions) {
    private static final int LONGEST_NAME = 40;

    /** Checks the numbers that the database does not see. */
    public NightlyConfig {
        if (model.isEmpty() || model.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "`--model` must have 1 to " + LONGEST_NAME + " characters, but was `" + model + "`.");
        }
        if (!Double.isNaN(tolerance) && !(tolerance >= 0 && tolerance < 1)) {
            throw new IllegalArgumentException("`--tolerance` must be from 0 to below 1, but was " + tolerance + ".");
        }
    }

    /**
     * What is learned from SHOWN relationships.
     *
     * @param features their properties that say something about a conversion, beside the score
     * @param observationWindow how long a label is waited for, ISO 8601
     * @param attributionWindow how long a conversion counts, ISO 8601
     * @param precision of what the thresholds let through; NaN for no thresholds
     * @param now the moment whose knowledge counts
     */
    public record Impressions(
            List<String> features,
            String observationWindow,
            String attributionWindow,
            double precision,
            ZonedDateTime now) {}

    /**
     * By how much a candidate may be worse than yesterday's model.
     *
     * @param yesterday its HitRate
     * @param measured number of relationships that it was measured on
     * @return a share of {@code yesterday}, or its standard error where no share was given
     */
    double tolerated(double yesterday, long measured) {
        return Double.isNaN(tolerance)
                ? Math.sqrt(yesterday * (1 - yesterday) / Math.max(1, measured))
                : tolerance * yesterday;
    }

    /** The name of a model that is learned from impressions. */
    String part(String what) {
        return model + "-" + what;
    }
}
