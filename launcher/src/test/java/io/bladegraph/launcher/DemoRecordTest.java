// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoRecordTest {
    private static final String TABLE = "  model  HitRate@10\n  blade      0.6746\n";

    @TempDir
    private Path folder;

    @Test
    void knowsNothingOfANewHome() {
        assertThat(record().shop()).isEmpty();
        assertThat(record().evaluation(() -> "state")).isEmpty();
    }

    @Test
    void aFinishedDemoIsKnownWhileItsStateLasts() {
        record().begin("2000 products, seed 42");
        record().finish("state", TABLE);

        assertThat(record().shop()).contains("2000 products, seed 42");
        assertThat(record().evaluation(() -> "state")).contains(TABLE);
        assertThat(record().evaluation(() -> "another state")).isEmpty();
    }

    @Test
    void aDemoBegunAgainHasNoTableUntilItIsFinished() {
        record().finish("state", TABLE);

        record().begin("300 products, seed 7");

        assertThat(record().shop()).contains("300 products, seed 7");
        assertThat(record().evaluation(() -> "state")).isEmpty();
    }

    /** Read anew, as the next run does. */
    private DemoRecord record() {
        return DemoRecord.of(new Home(folder));
    }
}
