// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.micro;

import io.bladegraph.linalg.Kernels;
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
import org.openjdk.jmh.annotations.Warmup;

/** How long do the exponentials of a softmax take, compared with those of the Java library? */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class ExpSumBenchmark {
    /** Who computes; "java" is {@link Math#exp}. */
    @Param({"java", "plain", "vector"})
    public String kernels;

    /** How many exponentials. */
    @Param({"517", "65536"})
    public int length;

    private Kernels chosen;
    private float[] logits;
    private float[] powers;
    private float largest;

    @Setup
    public void prepare() {
        chosen = kernels.equals("java") ? null : Examples.kernels(kernels);
        logits = Examples.gaussian(length, 1);
        powers = new float[length];
        largest = 0;
        for (float logit : logits) {
            largest = Math.max(largest, logit);
        }
        double expected = libraryExpSum();
        if (!(Math.abs(expSum() - expected) <= 1e-5 * expected)) {
            throw new IllegalStateException("The sum is wrong: " + expSum() + " instead of " + expected + ".");
        }
    }

    /** The copy is part of the measurement, since the kernel works in place. */
    @Benchmark
    public double expSum() {
        if (chosen == null) {
            return libraryExpSum();
        }
        System.arraycopy(logits, 0, powers, 0, length);
        return chosen.expSum(powers, 0, length, largest);
    }

    private double libraryExpSum() {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            powers[i] = (float) Math.exp(logits[i] - largest);
            sum += powers[i];
        }
        return sum;
    }
}

/*
 * Microseconds per call; OpenJDK 17.0.15, Intel Xeon 2.80 GHz with AVX-512, 2026-11-23, commit 2990435,
 * -wi 4 -w 250ms -i 3 -r 300ms. Two cores shared with other work, load 12: the fastest call says more than the median.
 *
 * benchmark  kernels  length  fastest  median
 * expSum     java     517        9.15    9.17
 * expSum     java     65536      1155    1210
 * expSum     plain    517        3.34    3.37
 * expSum     plain    65536       439     462
 * expSum     vector   517        0.34    0.39
 * expSum     vector   65536        41      48
 */
