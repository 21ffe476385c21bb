// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bladegraph.plugin.Neo4jTest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.neo4j.graphdb.Result;
import org.neo4j.graphdb.Transaction;
import org.neo4j.internal.kernel.api.exceptions.ProcedureException;
import org.neo4j.kernel.api.procedure.GlobalProcedures;
import org.neo4j.kernel.internal.GraphDatabaseAPI;
import org.neo4j.procedure.Context;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/**
 * What weighing a million events costs beyond the query that returns them: wall time, the best of some runs of each.
 *
 * <p>Not part of the build: {@code mvn -pl procedures/plugin -am verify -Dit.test=WeighingCost}.
 */
class WeighingCost extends Neo4jTest {
    private static final int EVENTS = 1_000_000;
    private static final int RUNS = 5;
    private static final String EVENTS_OF = "UNWIND range(1, %d) AS i"
            + " WITH i, i * 7919 %% 10007 / 10007.0 AS a, i * 104729 %% 10009 / 10009.0 AS b, i * 1299709 %% 9973 / 9973.0 AS c"
            + " WITH i, a, b, c, 2400000000 - 60000 * (i * 389 %% %d) AS at, b < 0.3 + 0.3 * a AS engages ";

    /** Lists of numbers and epoch milliseconds. */
    private static final String PLAIN = EVENTS_OF + "RETURN i AS id, [a, b * c, a * c, c, a - b] AS features,"
            + " at AS eventAt, CASE WHEN engages THEN at + 20000 END AS engagedAt,"
            + " CASE WHEN engages AND c < 0.5 THEN at + toInteger(c * 480000000) END AS convertedAt";

    /** Maps with texts, and datetimes. */
    private static final String RICH = EVENTS_OF
            + "RETURN i AS id, {a: a, c: c, brand: toString(i %% 100), region: toString(i %% 7)} AS features,"
            + " datetime({epochMillis: at}) AS eventAt,"
            + " CASE WHEN engages THEN datetime({epochMillis: at + 20000}) END AS engagedAt,"
            + " CASE WHEN engages AND c < 0.5 THEN datetime({epochMillis: at + toInteger(c * 480000000)}) END"
            + " AS convertedAt";

    private static final String SETTINGS = "{modelName: 'delays', now: 2400000000}";

    /** Consumes a query and does nothing. */
    public static final class Nothing {
        /** The caller's transaction. */
        @Context
        public Transaction transaction;

        /** How many rows there were. */
        public record Count(long rows) {}

        /** Lets the query compute all rows. */
        @Procedure("test.consume")
        public Stream<Count> consume(@Name("query") String query) {
            long[] rows = {0};
            try (Result result = transaction.execute(query)) {
                result.accept(row -> {
                    rows[0]++;
                    return true;
                });
            }
            return Stream.of(new Count(rows[0]));
        }
    }

    @Test
    void isBelowTwoMicrosecondsPerEvent() throws ProcedureException {
        ((GraphDatabaseAPI) database)
                .getDependencyResolver()
                .resolveDependency(GlobalProcedures.class)
                .registerProcedure(Nothing.class);
        System.out.println("| a million events | query alone, s | whole call, s | difference, s |");
        var assertions = new SoftAssertions();
        assertions.assertThat(cost("lists and epoch milliseconds", PLAIN)).isLessThan(2);
        assertions.assertThat(cost("maps with texts, datetimes", RICH)).isLessThan(2);
        assertions.assertAll();
    }

    private double cost(String name, String rows) {
        rows(
                "CALL blade.feedback.fit($query, {modelName: 'delays', overwrite: true, observationWindow: 'PT1H',"
                        + " attributionWindow: 'P5D', now: 2400000000})",
                Map.of("query", rows.formatted(20_000, 40_000)));
        requireRight(rows.formatted(5000, 7200));
        String query = rows.formatted(EVENTS, 7200);
        double consume = seconds("CALL test.consume($query) YIELD rows RETURN rows", query);
        double weigh = seconds(
                "CALL blade.feedback.weights.stream($query, " + SETTINGS
                        + ") YIELD id, kind, positive, negative RETURN count(*) AS rows",
                query);
        System.out.printf("| %s | %.2f | %.2f | %.2f |%n", name, consume, weigh, weigh - consume);
        return weigh - consume;
    }

    /** The best of some runs. */
    private double seconds(String statement, String query) {
        double best = Double.POSITIVE_INFINITY;
        for (int run = 0; run < RUNS; run++) {
            long started = System.nanoTime();
            assertThat(rows(statement, Map.of("query", query)).get(0)).containsEntry("rows", (long) EVENTS);
            best = Math.min(best, (System.nanoTime() - started) / 1e9);
        }
        return best;
    }

    /** Weights of many rows are those that the function gives each alone, and label correction shares a row out. */
    private void requireRight(String query) {
        String alone = query.substring(query.indexOf("WITH")).replace("i AS id, ", "");
        List<Map<String, Object>> weighed = rows(
                "CALL blade.feedback.weights.stream($query, " + SETTINGS + ") YIELD id, kind, positive, negative"
                        + " CALL { WITH id UNWIND [id] AS i " + alone + " }"
                        + " RETURN kind, positive, negative, blade.feedback.importance('delays', {features: features,"
                        + " eventAt: eventAt, convertedAt: convertedAt, engagedAt: engagedAt, now: 2400000000}) AS alone",
                Map.of("query", query));
        assertThat(weighed).hasSize(5000).anyMatch(row -> row.get("kind").equals("OBSERVED_NEGATIVE"));
        for (Map<String, Object> row : weighed) {
            var single = (Map<?, ?>) row.get("alone");
            assertThat(row.get("kind")).isEqualTo(single.get("kind"));
            assertThat(row.get("positive")).isEqualTo(single.get("positive"));
            assertThat(row.get("negative")).isEqualTo(single.get("negative"));
            assertThat((double) row.get("positive") + (double) row.get("negative"))
                    .isCloseTo(1, within(1e-12));
        }
    }
}
