// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.micro;

import io.bladegraph.linalg.TopK;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

/** How long does it take to find the best k of all products, compared with sorting them all? */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TopKBenchmark {
    /** How many are wanted. */
    @Param({"10", "100"})
    public int k;

    /** How many there are. */
    @Param({"2000", "100000"})
    public int products;

    private float[] scores;

    @Setup
    public void prepare() {
        scores = Examples.gaussian(products, 1);
        if (!Arrays.equals(heap(), sort())) {
            throw new IllegalStateException("The heap finds others than the sort.");
        }
    }

    @Benchmark
    public int[] heap() {
        TopK best = TopK.of(k);
        for (int i = 0; i < products; i++) {
            best.offer(i, scores[i]);
        }
        return best.drain().items();
    }

    @Benchmark
    public int[] sort() {
        return IntStream.range(0, products)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> -scores[i]).thenComparing(i -> i))
                .mapToInt(i -> i)
                .limit(k)
                .toArray();
    }
}

/*
 * Microseconds per call; OpenJDK 17.0.15, Intel Xeon 2.80 GHz with AVX-512, 2026-11-23, commit 2990435,
 * -wi 4 -w 250ms -i 3 -r 300ms. Two cores shared with other work, load 12: the fastest call says more than the median.
 *
 * benchmark  k    products  fastest  median
 * heap       10   2000         7.98      10
 * heap       10   100000        428     476
 * heap       100  2000         7.69      16
 * heap       100  100000        310     313
 * sort       10   2000          268     295
 * sort       10   100000      31261   33882
 * sort       100  2000          248     289
 * sort       100  100000      29295   31867
 */
