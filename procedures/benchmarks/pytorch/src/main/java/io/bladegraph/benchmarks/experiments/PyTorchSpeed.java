// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments;

import io.bladegraph.graph.EdgeSplit;
import io.bladegraph.graph.ProductGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.global.torch;

/**
 * How many relationships a training passes a second, beside PyTorch doing the same: the work of {@link TrainingSpeed}, in turns.
 *
 * <p>PyTorch masks no edges and does not look for known targets among the negatives, which Blade does; so it has less to do.
 * Checks that both learn: a loss that does not fall is a failure.
 */
public final class PyTorchSpeed {
    private static final int ROUNDS = 6;
    private static final int PASSES = 4;

    private PyTorchSpeed() {}

    /**
     * Measures.
     *
     * @param arguments the number of threads; two if there is none
     */
    public static void main(String[] arguments) {
        int threads = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2;
        ProductGraph graph = Dataset.PHONES.read(1);
        EdgeSplit split = EdgeSplit.random(graph.purchases(), TrainingSpeed.VALIDATION, 0, 1);
        var model = new PyTorchModel(split.train(), TrainingSpeed.LEARNING_RATE);
        var random = new SplittableRandom(1);
        double before = model.pass(TrainingSpeed.BATCH, random);
        double after = before;
        List<Double> blade = new ArrayList<>();
        List<Double> alone = new ArrayList<>();
        List<Double> together = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            TrainingSpeed.measure(graph, split, threads, blade);
            for (int used : new int[] {1, threads}) {
                torch.set_num_threads(used);
                for (int pass = 0; pass < PASSES; pass++) {
                    long started = System.nanoTime();
                    after = model.pass(TrainingSpeed.BATCH, random);
                    double rate = split.train().edgeCount() / ((System.nanoTime() - started) / 1e9);
                    (used == 1 ? alone : together).add(rate);
                }
            }
        }
        if (!(after < before / 2)) {
            throw new IllegalStateException(
                    "PyTorch learned nothing: loss " + before + " before, " + after + " after.");
        }
        System.out.println(TrainingSpeed.HEADER);
        TrainingSpeed.print("PyTorch", 1, alone);
        TrainingSpeed.print("PyTorch", threads, together);
        TrainingSpeed.print("Blade", threads, blade);
        double best = Math.max(TrainingSpeed.median(alone), TrainingSpeed.median(together));
        System.out.printf(
                Locale.ROOT,
                "%n%.1f times as fast as the faster one, by the medians; loss of PyTorch %.4f%n",
                TrainingSpeed.median(blade) / best,
                after);
    }
}
