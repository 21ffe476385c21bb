// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer.shop;

/** What customers leave behind. Times are seconds since the epoch; {@link #NEVER} where nothing happened. */
interface ShopLog {
    /** The time of what did not happen while the shop was watched. */
    long NEVER = -1;

    void purchased(int customer, int product, long at, int quantity);

    void viewedWith(int product, int other);

    void shown(Impression impression);

    /**
     * A recommendation that a customer saw.
     *
     * @param customer who saw it
     * @param product what was recommended
     * @param position 1 is the top
     * @param fits whether it fits the device bought last
     * @param sameBrand whether it has the brand of the device bought last
     * @param times when what happened
     */
    record Impression(int customer, int product, int position, boolean fits, boolean sameBrand, Times times) {}

    /**
     * The life of an impression.
     *
     * @param shown always there
     * @param clicked after shown
     * @param cart after clicked
     * @param purchased after clicked, perhaps weeks later
     */
    record Times(long shown, long clicked, long cart, long purchased) {}
}
