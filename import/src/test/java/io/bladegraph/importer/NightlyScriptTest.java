// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What cron starts. */
class NightlyScriptTest {
    @TempDir
    private Path folder;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void passesItsArgumentsAndTheExitCodeOn() throws IOException, InterruptedException {
        Path script =
                Files.createDirectories(folder.resolve("a checkout/import")).resolve("nightly.sh");
        Files.copy(Path.of("nightly.sh"), script);
        assertThat(script.toFile().setExecutable(true)).isTrue();
        Path blade = folder.resolve("a checkout/blade");
        Files.writeString(blade, "#!/bin/sh\nprintf '<%s>\\n' \"$@\"\nexit 3\n");
        assertThat(blade.toFile().setExecutable(true)).isTrue();
        Path out = folder.resolve("out");

        int exitCode = new ProcessBuilder(script.toString(), "--folder", "a folder", "--import", "purchases 'a file'")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start()
                .waitFor();

        assertThat(exitCode).isEqualTo(3);
        assertThat(out).hasContent("<import>\n<nightly>\n<--folder>\n<a folder>\n<--import>\n<purchases 'a file'>");
    }
}
