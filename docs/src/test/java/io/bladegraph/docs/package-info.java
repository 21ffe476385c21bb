// SPDX-License-Identifier: Apache-2.0
/**
 * Holds the documentation to what the plugin does.
 *
 * <p>Every Cypher block of every page runs, every signature is compared with the database's, every link leads somewhere.
 * {@code docs/contributing.md} says how blocks are marked.
 */
package io.bladegraph.docs;
