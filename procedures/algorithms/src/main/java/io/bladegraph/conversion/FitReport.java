// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.conversion;

import java.util.stream.Stream;

/**
 * How a training went.
 *
 * @param metrics on the rows held out, weighted as they were for training
 * @param trainingRows rows trained on
 * @param validationRows rows held out
 * @param ranEpochs the most passes that a member made
 * @param bestEpoch the last pass that a member kept; 0 if all stayed as they were
 * @param rowsLearned rows learned from, counted once for each pass and member
 */
public record FitReport(
        ConversionMetrics metrics,
        int trainingRows,
        int validationRows,
        int ranEpochs,
        int bestEpoch,
        long rowsLearned) {

    static FitReport of(MemberFit[] fits, Predictions heldOut, Targets targets, Split split) {
        int[] rows = split.validation();
        float[] positive = new float[rows.length];
        float[] negative = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            positive[i] = targets.positive()[rows[i]];
            negative[i] = targets.negative()[rows[i]];
        }
        return new FitReport(
                ConversionMetrics.of(heldOut.probability(), positive, negative),
                split.training().length,
                rows.length,
                Stream.of(fits).mapToInt(MemberFit::ranEpochs).max().orElseThrow(),
                Stream.of(fits).mapToInt(MemberFit::bestEpoch).max().orElseThrow(),
                Stream.of(fits).mapToLong(MemberFit::ranEpochs).sum() * split.training().length);
    }
}
