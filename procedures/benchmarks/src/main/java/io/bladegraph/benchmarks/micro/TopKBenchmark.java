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
@BenchmarkMode(Mode.AverageTime)
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
