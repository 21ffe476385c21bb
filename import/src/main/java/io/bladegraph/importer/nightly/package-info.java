// SPDX-License-Identifier: Apache-2.0
/**
 * What a shop does with its models every night: import, train, compare, publish, write, and report.
 *
 * <p>Everything is a statement that an operator could have typed. A model that serves is replaced in one step by one that
 * is finished, so there is no moment without a model and none with half of one.
 */
package io.bladegraph.importer.nightly;
