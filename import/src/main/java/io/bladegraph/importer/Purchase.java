// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

/**
 * A customer buys a product.
 *
 * @param customer id
 * @param product id
 * @param at milliseconds since the epoch
 */
public record Purchase(String customer, String product, long at) {}
