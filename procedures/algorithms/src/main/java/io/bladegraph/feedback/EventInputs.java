// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.feedback;

/** What a model sees of one event; to be filled again for the next. */
final class EventInputs {
    /** Standardized numbers, then the hidden layer, (columns + hidden). */
    final double[] z;

    /** Buckets of the categories, (categories). */
    final int[] buckets;

    EventInputs(EventRows.Features features, int hidden) {
        z = new double[features.columns() + hidden];
        buckets = new int[features.categoryCount()];
    }

    EventInputs read(EventRows.Features features, Standardization standardization, int row) {
        standardization.read(features.numbers(), row, z);
        System.arraycopy(features.categories(), row * buckets.length, buckets, 0, buckets.length);
        return this;
    }
}
