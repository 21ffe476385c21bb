// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatementsTest {
    @Test
    void splitsAtSemicolonsAndDropsBlankStatements() {
        assertThat(Statements.split("RETURN 1;\n;\n RETURN 2 ")).containsExactly("RETURN 1", "RETURN 2");
    }

    @Test
    void keepsSemicolonsInStringsAndQuotedNames() {
        String script = "RETURN 'a;\\';b' AS x, \"c;\" AS `y;`; RETURN 2";

        assertThat(Statements.split(script)).containsExactly("RETURN 'a;\\';b' AS x, \"c;\" AS `y;`", "RETURN 2");
    }

    @Test
    void dropsComments() {
        assertThat(Statements.split("// first; comment\nRETURN /* ; */ 1; // last"))
                .containsExactly("RETURN   1");
    }

    @Test
    void keepsAddressesInStrings() {
        assertThat(Statements.split("LOAD CSV FROM 'file:///a.csv' AS row RETURN row"))
                .containsExactly("LOAD CSV FROM 'file:///a.csv' AS row RETURN row");
    }

    @Test
    void takesLongStrings() {
        String statement = "RETURN '" + "x".repeat(200_000) + "'";

        assertThat(Statements.split(statement)).containsExactly(statement);
    }
}
