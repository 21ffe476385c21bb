// SPDX-License-Identifier: Apache-2.0
/** Whole procedures, called from Cypher in a server of their own; Graph Data Science beside them. */
package io.bladegraph.benchmarks.endtoend;
