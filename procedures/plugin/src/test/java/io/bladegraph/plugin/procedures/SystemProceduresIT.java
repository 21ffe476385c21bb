// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bladegraph.plugin.Caller;
import io.bladegraph.plugin.Neo4jTest;
import org.junit.jupiter.api.Test;

class SystemProceduresIT extends Neo4jTest {

    @Test
    void theVersionIsThatOfTheJar() {
        assertThat(value("RETURN blade.version()")).asString().matches("\\d+\\.\\d+\\.\\d+.*");
    }

    @Test
    void helpDescribesEverythingThatCanBeCalled() {
        assertThat(rows("CALL blade.help()"))
                .hasSizeGreaterThan(10)
                .allSatisfy(row -> assertThat((String) row.get("description")).isNotBlank());
        assertThat(column("CALL blade.help('SCORE') YIELD name WHERE name = 'blade.score' RETURN name"))
                .containsExactly("blade.score");
    }

    @Test
    void debugSaysWhatIsInstalled() {
        assertThat(column("CALL blade.debug() YIELD key RETURN key")).contains("blade", "neo4j", "kernels", "java");
        assertThat(value("CALL blade.debug() YIELD key, value WHERE key = 'graphDataScience' RETURN value"))
                .isEqualTo("installed");
    }

    @Test
    void nothingRunsWhenNothingWasStarted() {
        assertThat(rows("CALL blade.progress()")).isEmpty();
    }

    @Test
    void noProcedureNeedsASecurityException() {
        assertThat(column("SHOW PROCEDURES YIELD name, description WHERE name STARTS WITH 'blade.' AND"
                        + " description CONTAINS 'unavailable' RETURN name"))
                .isEmpty();
    }

    @Test
    void aReaderCannotWrite() {
        for (String call : new String[] {
            "CALL blade.model.drop('any')",
            "CALL blade.model.import('any', null)",
            "CALL blade.embeddings.index()",
            "CALL blade.train({}, {modelName: 'm'})",
            "CALL blade.embeddings.write({}, {modelName: 'm'})",
            "CALL blade.recommend.write({})",
            "CALL blade.conversion.train('', {modelName: 'm'})",
            "CALL blade.feedback.fit('', {modelName: 'm', observationWindow: 'P1D', attributionWindow: 'P2D', now: 0})",
            "CALL blade.calibration.fit('', {modelName: 'm'})",
            "CALL blade.thresholds.fit('', {modelName: 'm', precision: 0.5})"
        }) {
            String procedure = call.substring("CALL ".length(), call.indexOf('('));
            assertThat(asReader(call)).isEqualTo("`" + procedure + "` needs the right to write.");
        }
        assertThat(asReader("CALL blade.graph.stats({})"))
                .isEqualTo("`nodeLabels` of the graph is missing. Maybe write `nodeLabels: 'Product'`.");
    }

    /** What a user with read access alone is told. */
    private String asReader(String call) {
        return message(catchThrowable(() -> as("", Caller.Rights.READ, call)));
    }
}
