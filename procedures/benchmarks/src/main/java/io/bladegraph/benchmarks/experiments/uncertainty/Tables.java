// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.benchmarks.experiments.uncertainty;

import io.bladegraph.Seeds;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/** Public tables, with the evidence of each row's neighborhood among rows kept for training. */
final class Tables {
    /** One row in three trains, the others are scored. */
    private static final int TRAINING = 3;

    private Tables() {}

    /**
     * A row of a table.
     *
     * @param features its values as text
     * @param label its outcome
     */
    record Row(List<String> features, boolean label) {}

    /** UCI Adult: label "&gt;50K". */
    static List<Row> adult(Path folder) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String name : List.of("adult_uci/adult.data.gz", "adult_uci/adult.test.gz")) {
            for (String line : lines(folder.resolve(name))) {
                List<String> values = List.of(line.split(",\\s*", -1));
                if (values.size() == 15) {
                    rows.add(new Row(values.subList(0, 14), values.get(14).startsWith(">50K")));
                }
            }
        }
        return rows;
    }

    /** The Criteo sample: label click, the 26 categorical features. */
    static List<Row> criteo(Path folder) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String name : List.of("criteo_dac_10k/train.tsv.gz", "criteo_dac_10k/test.tsv.gz")) {
            for (String line : lines(folder.resolve(name))) {
                List<String> values = List.of(line.split("\t", -1));
                rows.add(new Row(values.subList(14, 40), values.get(0).equals("1")));
            }
        }
        return rows;
    }

    /** Neighbors are the training rows of the same age decade, education, family, occupation and sex. */
    static Evidence adultEvidence(List<Row> rows, double tau, long seed) {
        Map<String, double[]> cells = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            if (trains(i, seed) && kept(rows.get(i), i, tau, seed)) {
                double[] counts = cells.computeIfAbsent(cell(rows.get(i)), key -> new double[2]);
                counts[rows.get(i).label() ? 0 : 1]++;
            }
        }
        return evidence(rows, seed, row -> cells.getOrDefault(cell(rows.get(row)), new double[2]));
    }

    private static String cell(Row row) {
        List<String> f = row.features();
        return Integer.parseInt(f.get(0)) / 10 + "|" + f.get(4) + "|" + f.get(5) + "|" + f.get(6) + "|" + f.get(9);
    }

    /** Neighbors are the training rows that share at least {@code shared} of the categorical features. */
    static Evidence criteoEvidence(List<Row> rows, int shared, long seed) {
        int[][] codes = rows.stream()
                .map(row -> row.features().stream().mapToInt(String::hashCode).toArray())
                .toArray(int[][]::new);
        return evidence(rows, seed, row -> neighbors(rows, codes, codes[row], shared, seed));
    }

    private static double[] neighbors(List<Row> rows, int[][] codes, int[] of, int shared, long seed) {
        double[] counts = new double[2];
        for (int i = 0; i < codes.length; i++) {
            if (trains(i, seed)) {
                int equal = 0;
                for (int j = 0; j < codes[i].length; j++) {
                    equal += codes[i][j] == of[j] ? 1 : 0;
                }
                if (equal >= shared) {
                    counts[rows.get(i).label() ? 0 : 1]++;
                }
            }
        }
        return counts;
    }

    /** Asks for the positives and negatives around each row that does not train. */
    private static Evidence evidence(List<Row> rows, long seed, IntFunction<double[]> votes) {
        int[] scored =
                IntStream.range(0, rows.size()).filter(i -> !trains(i, seed)).toArray();
        double[] positives = new double[scored.length];
        double[] totals = new double[scored.length];
        boolean[] labels = new boolean[scored.length];
        for (int i = 0; i < scored.length; i++) {
            double[] counts = votes.apply(scored[i]);
            positives[i] = counts[0];
            totals[i] = counts[0] + counts[1];
            labels[i] = rows.get(scored[i]).label();
        }
        return new Evidence(positives, totals, labels);
    }

    static boolean trains(int row, long seed) {
        return Math.floorMod(Seeds.mix(seed * 31 + row), TRAINING) == 0;
    }

    private static boolean kept(Row row, int number, double tau, long seed) {
        return row.label() || Seeds.stream(seed, number).nextDouble() < 1 / tau;
    }

    private static List<String> lines(Path gzip) throws IOException {
        try (var in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(gzip)), StandardCharsets.UTF_8))) {
            return in.lines().toList();
        }
    }
}
