// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer.shop;

/**
 * One product of the demo shop.
 *
 * @param name readable, "Kesto 5 Pro leather case"
 * @param family "phones"
 * @param category "case"
 * @param brand "Kesto", or "Universal" for what fits several brands
 * @param price in the shop's currency
 * @param popularity relative demand among the products that it competes with
 */
record ShopProduct(String name, String family, String category, String brand, double price, double popularity) {}
