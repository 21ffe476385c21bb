// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.micro;

import io.bladegraph.Logistic;
import io.bladegraph.Seeds;
import io.bladegraph.Workers;
import io.bladegraph.conversion.ConversionConfig;
import io.bladegraph.conversion.ConversionConfig.Schedule;
import io.bladegraph.conversion.ConversionModel;
import io.bladegraph.conversion.FeatureRows;
import io.bladegraph.conversion.FitReport;
import io.bladegraph.conversion.Targets;
import io.bladegraph.conversion.Uncertainty;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** How long does a pass in random order over rows of 30 numbers take, for all members and both heads? */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ConversionTrainingBenchmark {
    private static final int DIMENSION = 30;
    private static final int BATCH = 512;
    private static final double RATE = 0.01;

    /** Five members with a bootstrap, or one. */
    @Param({"ENSEMBLE", "POSTERIOR"})
    public Uncertainty uncertainty;

    /** Threads. */
    @Param({"1", "2"})
    public int concurrency;

    /** Rows; the larger number does not fit into caches. */
    @Param({"20000", "500000"})
    public int rows;

    private FeatureRows features;
    private Targets targets;
    private Workers workers;

    @Setup
    public void prepare() {
        features = FeatureRows.ofNumbers(DIMENSION, Examples.gaussian(rows * DIMENSION, 1));
        var random = Seeds.stream(2);
        boolean[] engaged = new boolean[rows];
        boolean[] converted = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            engaged[row] = random.nextDouble() < Logistic.sigmoid(features.dense()[row * DIMENSION]);
            converted[row] = engaged[row] && random.nextInt(3) == 0;
        }
        targets = Targets.ofLabels(converted, engaged);
        workers = Workers.of(concurrency);
        requireRight();
    }

    @TearDown
    public void close() {
        workers.close();
    }

    @Benchmark
    public FitReport pass() {
        return model(1).fit(features, targets, workers, (task, done, total) -> {});
    }

    private ConversionModel model(int epochs) {
        var schedule = new Schedule(epochs, BATCH, RATE, 0, epochs);
        var config = new ConversionConfig(true, uncertainty, 5, schedule, 0.001, 42);
        return ConversionModel.create(config, DIMENSION, 0, 0);
    }

    /** Three batches of a stream, in float, against the definition, in double. */
    private void requireRight() {
        int count = 3 * BATCH;
        int[] first = new int[count];
        for (int row = 0; row < count; row++) {
            first[row] = row;
        }
        var schedule = new Schedule(1, BATCH, RATE, 0, 1);
        var model = ConversionModel.create(
                new ConversionConfig(true, Uncertainty.POSTERIOR, 2, schedule, 0.1, 42), DIMENSION, 0, 0);
        var labels = new Targets(
                head(targets.positive(), count),
                head(targets.negative(), count),
                head(targets.engaged(), count),
                head(targets.notEngaged(), count));
        model.step(features.select(first), labels, workers);
        Examples.requireEqual("weight", plain(count), model.learned().weights().get(0), 1e-4);
    }

    private static float[] head(float[] values, int count) {
        return Arrays.copyOf(values, count);
    }

    private float[] plain(int count) {
        int stride = DIMENSION + 1;
        double[] weights = new double[2 * stride];
        double[] m = new double[2 * stride];
        double[] v = new double[2 * stride];
        for (int begin = 0, step = 1; begin < count; begin += BATCH, step++) {
            double[] gradient = plainGradient(weights, begin);
            for (int k = 0; k < weights.length; k++) {
                m[k] = .9 * m[k] + .1 * gradient[k];
                v[k] = .999 * v[k] + .001 * gradient[k] * gradient[k];
                weights[k] -=
                        RATE * m[k] / (1 - Math.pow(.9, step)) / (Math.sqrt(v[k] / (1 - Math.pow(.999, step))) + 1e-8);
            }
        }
        float[] narrow = new float[weights.length];
        for (int k = 0; k < narrow.length; k++) {
            narrow[k] = (float) weights[k];
        }
        return narrow;
    }

    private double[] plainGradient(double[] weights, int begin) {
        int stride = DIMENSION + 1;
        double[] gradient = new double[weights.length];
        for (int row = begin; row < begin + BATCH; row++) {
            double c = sigmoid(weights, 0, row);
            double r = sigmoid(weights, stride, row);
            double slope = (-targets.positive()[row] / (c * r) + targets.negative()[row] / (1 - c * r)) / BATCH;
            double engagement = (targets.notEngaged()[row] * c - targets.engaged()[row] * (1 - c)) / BATCH;
            for (int k = 0; k <= DIMENSION; k++) {
                double x = k == 0 ? 1 : features.dense()[row * DIMENSION + k - 1];
                gradient[k] += (slope * c * r * (1 - c) + engagement) * x;
                gradient[stride + k] += slope * c * r * (1 - r) * x;
            }
        }
        return gradient;
    }

    private double sigmoid(double[] weights, int offset, int row) {
        double logit = weights[offset];
        for (int k = 0; k < DIMENSION; k++) {
            logit += weights[offset + 1 + k] * features.dense()[row * DIMENSION + k];
        }
        return 1 / (1 + Math.exp(-logit));
    }
}

/*
 * Milliseconds per pass of all members, median; OpenJDK 17.0.15, Intel Xeon 2.80 GHz, two cores, quiet, 2026-11-25,
 * -wi 2 -w 1s -i 3 -r 2s.
 *
 * concurrency  rows    uncertainty  median
 * 2            500000  ENSEMBLE        370
 * 2            500000  POSTERIOR       277
 */
