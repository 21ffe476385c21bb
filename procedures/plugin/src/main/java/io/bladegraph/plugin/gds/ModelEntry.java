// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.gds;

import io.bladegraph.plugin.Installation;
import io.bladegraph.plugin.catalog.ModelHeader;
import java.io.Serial;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.neo4j.gds.api.schema.MutableGraphSchema;
import org.neo4j.gds.core.model.Model;
import org.neo4j.gds.model.ModelConfig;

/** A model of Blade in {@code gds.model.list}: what is known of it, without what it has learned. */
final class ModelEntry {
    static final String TYPE = "Blade";

    private ModelEntry() {}

    /** How it was trained. */
    record Settings(String modelName, String modelUser, Map<String, Object> configuration) implements ModelConfig {
        @Serial
        private static final long serialVersionUID = 1;

        @Override
        public Optional<String> usernameOverride() {
            return Optional.empty();
        }

        @Override
        public Map<String, Object> toMap() {
            return configuration;
        }

        @Override
        public Collection<String> configKeys() {
            return configuration.keySet();
        }
    }

    /** What the training measured. */
    record Info(Map<String, Object> metrics) implements Model.CustomInfo {
        @Override
        public Map<String, Object> toMap() {
            return metrics;
        }
    }

    static Model<?, ?, ?> of(ModelHeader header, String user) {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("bladeType", header.type());
        info.put("nodeCount", header.nodeCount());
        info.put("metrics", header.metrics());
        return Model.of(
                Installation.version(),
                TYPE,
                MutableGraphSchema.empty(),
                header.name(),
                new Settings(header.name(), user, header.configuration()),
                new Info(info));
    }
}
