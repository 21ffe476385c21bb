// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.catalog;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is known about a model without its tables.
 *
 * @param name what the user calls it
 * @param type what kind of model it is, for instance "blade"
 * @param created when it was trained, to the millisecond
 * @param user who trained it; empty if authentication is off
 * @param nodeCount nodes that it knows
 * @param configuration the effective configuration of the training; Cypher values
 * @param metrics what the training measured; Cypher values
 */
public record ModelHeader(
        String name,
        String type,
        Instant created,
        String user,
        long nodeCount,
        Map<String, Object> configuration,
        Map<String, Object> metrics) {

    /**
     * The same model, with more said about its configuration.
     *
     * @param additions Cypher values by key, which take the place of what stands there
     * @return a header
     */
    public ModelHeader with(Map<String, Object> additions) {
        Map<String, Object> extended = new LinkedHashMap<>(configuration);
        extended.putAll(additions);
        return new ModelHeader(name, type, created, user, nodeCount, extended, metrics);
    }

    /**
     * Refuses a model of another type.
     *
     * @param wanted the only one that will do
     * @throws IllegalArgumentException if it is of another type
     */
    public void requireType(String wanted) {
        if (!type.equals(wanted)) {
            throw new IllegalArgumentException(
                    "The model `" + name + "` is of type " + type + ", but one of type " + wanted + " is needed.");
        }
    }

    ModelHeader named(String newName) {
        return named(newName, user);
    }

    ModelHeader named(String newName, String newUser) {
        return new ModelHeader(newName, type, created, newUser, nodeCount, configuration, metrics);
    }
}
