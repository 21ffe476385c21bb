// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer.shop;

import io.bladegraph.Requires;

/**
 * How large a demo shop is.
 *
 * @param products number of products, 20 to 1,000,000
 * @param customers number of customers; ten per product give most products a handful of neighbors
 * @param seed same seed, same files, byte for byte
 */
public record ShopConfig(int products, int customers, long seed) {
    /** 2,000 products, 20,000 customers, seed 42. */
    public static final ShopConfig DEFAULT = of(2_000, 42);

    public ShopConfig {
        Requires.inRange("products", products, 20, 1_000_000);
        Requires.inRange("customers", customers, 1, 20_000_000);
    }

    /** A shop with ten customers per product. */
    public static ShopConfig of(int products, long seed) {
        return new ShopConfig(products, 10 * products, seed);
    }
}
