// SPDX-License-Identifier: Apache-2.0
/**
 * From files to a product graph: purchase logs, edge lists, co-views, impressions and product properties.
 *
 * <p>Every import has three steps: the whole file is read and checked, the result is compared with what the target
 * holds, and only the difference is written. So nothing is written from a bad file, importing a file again changes
 * nothing, and a rerun repairs an import that was cut off.
 */
package io.bladegraph.importer;
