// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.micro;

import io.bladegraph.graph.DirectedGraph;
import io.bladegraph.graph.DirectedGraphBuilder;
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
import org.openjdk.jmh.annotations.Warmup;

/** How long does it take to turn a list of edges into both adjacencies, compared with sorting the list alone? */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class GraphBuildBenchmark {
    /** How many edges, ten per node. */
    @Param({"100000", "1000000"})
    public int edges;

    private int[][] ends;

    @Setup
    public void prepare() {
        ends = Examples.edges(edges / 10, edges);
        DirectedGraph graph = build();
        long[] expected = Arrays.stream(sort())
                .distinct()
                .filter(e -> e >>> 32 != (int) e)
                .toArray();
        long[] actual = new long[graph.edgeCount()];
        Arrays.setAll(actual, e -> (long) graph.source(e) << 32 | graph.target(e));
        if (!Arrays.equals(expected, actual)) {
            throw new IllegalStateException("The graph has other edges than the sorted list.");
        }
    }

    @Benchmark
    public DirectedGraph build() {
        DirectedGraphBuilder builder = DirectedGraphBuilder.unweighted(edges / 10);
        for (int e = 0; e < edges; e++) {
            builder.add(ends[0][e], ends[1][e]);
        }
        return builder.build();
    }

    @Benchmark
    public long[] sort() {
        long[] packed = new long[edges];
        for (int e = 0; e < edges; e++) {
            packed[e] = (long) ends[0][e] << 32 | ends[1][e];
        }
        Arrays.sort(packed);
        return packed;
    }
}

/*
 * Microseconds per call; OpenJDK 17.0.15, Intel Xeon 2.80 GHz with AVX-512, 2026-11-23, commit 2990435,
 * -wi 4 -w 250ms -i 3 -r 300ms. Two cores shared with other work, load 12: the fastest call says more than the median.
 *
 * benchmark  edges    fastest  median
 * build      100000      3052    4968
 * build      1000000    52429   66454
 * sort       100000      6382    7307
 * sort       1000000   112067  117572
 */
