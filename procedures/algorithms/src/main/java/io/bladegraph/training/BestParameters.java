// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.training;

import io.bladegraph.gnn.Parameter;
import java.util.List;

/** Keeps a copy of the parameters of the epoch with the best validation metric; without a metric, of the last one. */
final class BestParameters {
    private final List<Parameter> live;
    private final List<Parameter> kept;
    private double metric = Double.NEGATIVE_INFINITY;
    private int epoch;

    BestParameters(List<Parameter> live) {
        this.live = live;
        this.kept = live.stream()
                .map(p -> new Parameter(p.name(), p.rows(), p.columns(), new float[p.values().length], new float[0]))
                .toList();
    }

    /** Copies if the metric is better than all before, or NaN. */
    void offer(int candidate, double candidateMetric) {
        if (Double.isNaN(candidateMetric) || candidateMetric > metric) {
            metric = candidateMetric;
            epoch = candidate;
            for (int i = 0; i < live.size(); i++) {
                float[] values = live.get(i).values();
                System.arraycopy(values, 0, kept.get(i).values(), 0, values.length);
            }
        }
    }

    int epoch() {
        return epoch;
    }

    List<Parameter> parameters() {
        return kept;
    }
}
