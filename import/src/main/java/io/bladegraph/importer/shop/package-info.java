// SPDX-License-Identifier: Apache-2.0
/** A made-up shop whose true relations are known: products, customers, purchases, views and impressions as CSV. */
package io.bladegraph.importer.shop;
