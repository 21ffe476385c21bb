// SPDX-License-Identifier: Apache-2.0
/**
 * The {@code blade} command: a local Neo4j with the plugin, the demo, imports and queries.
 *
 * <p>Three layers, each using only the ones before it: {@link io.bladegraph.launcher.Home},
 * {@link io.bladegraph.launcher.Settings} and {@link io.bladegraph.launcher.Distribution} are files;
 * {@link io.bladegraph.launcher.Server} is the process; the {@code *Command} classes are what the user types.
 */
package io.bladegraph.launcher;
