// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import io.bladegraph.plugin.config.ConfigReader;
import java.util.Map;

/**
 * What every long computation can be told.
 *
 * @param concurrency how many threads work at once; decides the speed alone, never the result
 * @param jobId its name in {@code blade.progress()}, or {@code null} for a new one
 */
record JobConfig(int concurrency, String jobId) {
    private static final int MAX_CONCURRENCY = 1024;

    static JobConfig from(ConfigReader reader) {
        int processors = Runtime.getRuntime().availableProcessors();
        return new JobConfig(reader.integer("concurrency", processors, 1, MAX_CONCURRENCY), reader.text("jobId", null));
    }

    /** Whether to go on where memory seems too small. */
    static boolean sudo(ConfigReader reader) {
        return reader.flag("sudo", false);
    }

    /** Reads a configuration that has no other keys. */
    static JobConfig only(Map<String, Object> map) {
        var reader = ConfigReader.of(map);
        var config = from(reader);
        reader.finish();
        return config;
    }
}
