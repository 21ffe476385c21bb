// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.conversion;

import io.bladegraph.Seeds;
import java.util.Arrays;

/** Row numbers to train on and to validate on; neither is ever empty. */
record Split(int[] training, int[] validation) {

    /** Parts a range at random; at least one row to each side. */
    static Split random(int count, double validationFraction, long seed) {
        if (count < 2) {
            throw new IllegalArgumentException(
                    "There must be at least 2 rows, one to train on and one to validate on, but there are " + count
                            + ".");
        }
        int[] order = shuffled(count, seed);
        int held = (int) Math.max(1, Math.min(count - 1, Math.round(count * validationFraction)));
        int[] validation = Arrays.copyOf(order, held);
        int[] training = Arrays.copyOfRange(order, held, count);
        Arrays.sort(validation);
        Arrays.sort(training);
        return new Split(training, validation);
    }

    private static int[] shuffled(int count, long seed) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        shuffle(order, seed);
        return order;
    }

    /** Fisher and Yates. */
    static void shuffle(int[] order, long seed) {
        var random = Seeds.stream(seed);
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
    }
}
