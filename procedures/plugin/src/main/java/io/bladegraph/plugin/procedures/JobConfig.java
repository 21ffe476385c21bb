// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import io.bladegraph.plugin.config.ConfigReader;
import java.util.Map;

/**
 * What every long computation can be told.
 *
 * @param jobId its name in {@code blade.progress()}, or {@code null} for a new one
 */
record JobConfig(String jobId) {

    static JobConfig from(ConfigReader reader) {
        return new JobConfig(reader.text("jobId", null));
    }

    /** Reads a configuration that has no other keys. */
    static JobConfig only(Map<String, Object> map) {
        var reader = ConfigReader.of(map);
        var config = from(reader);
        reader.finish();
        return config;
    }
}
