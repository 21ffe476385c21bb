// SPDX-License-Identifier: Apache-2.0
/**
 * Recommendation science without a database: nothing below this package knows Neo4j.
 *
 * <p>Arrows mean "may import", directly or over others; {@code ArchitectureTest} holds them. The root package is open to all.
 *
 * <pre>
 * training --&gt; gnn --&gt; sampling --&gt; graph
 *    |          `--&gt; linalg
 *    `--&gt; baseline --&gt; graph, evaluation --&gt; linalg
 * graph, linalg, feedback, calibration --&gt; (root only)
 * </pre>
 *
 * <p>ND4J is seen by {@code linalg} alone; everything that packages hand to each other is made of primitive arrays and
 * records.
 */
package io.bladegraph;
