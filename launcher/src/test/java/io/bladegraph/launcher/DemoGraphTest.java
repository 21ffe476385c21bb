// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Record;
import org.neo4j.driver.Values;
import org.neo4j.driver.internal.InternalRecord;

class DemoGraphTest {
    @Test
    void oneRowPerModelAndOneColumnPerMetricInTheOrderGiven() {
        String table = print(List.of(
                row("popularity", "HitRate", 10L, .107),
                row("popularity", "directionAUC", null, .72),
                row("blade", "HitRate", 10L, .67458),
                row("blade", "directionAUC", null, .8464)));

        assertThat(table)
                .isEqualTo(
                        """
                        model       HitRate@10  directionAUC
                        ----------  ----------  ------------
                        popularity  0.1070      0.7200
                        blade       0.6746      0.8464
                        """);
    }

    @Test
    void whatWasNotMeasuredIsNull() {
        String table = print(List.of(
                row("ease", "HitRate", 10L, .5), row("blade", "HitRate", 10L, null), row("blade", "MRR", 10L, .25)));

        assertThat(table.lines().skip(2)).containsExactly("ease   0.5000      null", "blade  null        0.2500");
    }

    private static Record row(String model, String metric, Long k, Double value) {
        return new InternalRecord(
                List.of("model", "metric", "k", "value"),
                List.of(Values.value(model), Values.value(metric), Values.value((Object) k), Values.value((Object)
                        value)));
    }

    private static String print(List<Record> rows) {
        StringWriter text = new StringWriter();
        DemoGraph.pivot(rows).print(new PrintWriter(text, true), "");
        return text.toString();
    }
}
