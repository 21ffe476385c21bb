// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer.shop;

import static io.bladegraph.importer.shop.AccessoryKind.Scope.BRAND;
import static io.bladegraph.importer.shop.AccessoryKind.Scope.CONNECTOR;
import static io.bladegraph.importer.shop.AccessoryKind.Scope.MARKET;
import static io.bladegraph.importer.shop.AccessoryKind.Scope.MODEL;

import io.bladegraph.importer.shop.AccessoryKind.Demand;
import java.util.List;

/**
 * A family of devices with the accessories that follow them.
 *
 * @param name in the plural, "phones"
 * @param device category of the devices, "phone"
 * @param price of the cheapest model
 * @param variants one product each, per model
 * @param companion number of the family whose devices its owners often buy next, -1 for none
 * @param accessories kinds; a kind stands after its parent
 */
record Family(
        String name,
        String device,
        double price,
        List<String> variants,
        int companion,
        List<AccessoryKind> accessories) {
    /** The range of the shop. */
    static final List<Family> ALL =
            List.of(phones(), cameras(), printers(), laptops(), consoles(), watches(), drones());

    Family {
        variants = List.copyOf(variants);
        accessories = List.copyOf(accessories);
    }

    private static Family phones() {
        return new Family(
                "phones",
                "phone",
                150,
                List.of("64 GB black", "128 GB black", "128 GB blue", "256 GB silver"),
                5,
                List.of(
                        kind(
                                "case",
                                MODEL,
                                new Demand(.6, 3, 0),
                                9,
                                "silicone",
                                "leather",
                                "clear",
                                "wallet",
                                "rugged"),
                        kind("screen guard", MODEL, new Demand(.4, 4, 0), 6, "glass", "film", "privacy"),
                        kind("charger", CONNECTOR, new Demand(.3, 15, 0), 15, "20 W", "30 W", "65 W", "travel"),
                        kind("cable", CONNECTOR, new Demand(.25, 20, 1), 7, "1 m", "2 m", "braided"),
                        kind("earphones", BRAND, new Demand(.25, 25, 0), 25, "in-ear", "sport", "noise-cancelling"),
                        kind("car mount", MARKET, new Demand(.08, 30, 0), 14, "vent", "magnetic", "dashboard")));
    }

    private static Family cameras() {
        return new Family(
                "cameras",
                "camera",
                400,
                List.of("body", "kit 18-55 mm", "kit 24-105 mm"),
                3,
                List.of(
                        kind(
                                "lens",
                                BRAND,
                                new Demand(.5, 35, 1),
                                180,
                                "35 mm",
                                "50 mm",
                                "85 mm",
                                "macro",
                                "70-300 mm"),
                        kind("filter", BRAND, new Demand(.4, 9, 0), 18, "UV", "polarizing", "ND8")
                                .after("lens"),
                        kind("memory card", CONNECTOR, new Demand(.6, 3, 1), 12, "64 GB", "128 GB", "256 GB", "512 GB"),
                        kind("battery", MODEL, new Demand(.35, 20, 0), 30, "spare", "long-life"),
                        kind("bag", CONNECTOR, new Demand(.2, 12, 0), 35, "shoulder", "backpack"),
                        kind("tripod", MARKET, new Demand(.15, 40, 0), 45, "travel", "carbon", "mini", "video")));
    }

    private static Family printers() {
        return new Family(
                "printers",
                "printer",
                70,
                List.of("white", "black"),
                -1,
                List.of(
                        kind(
                                "ink",
                                MODEL,
                                new Demand(.8, 50, 2),
                                14,
                                "black",
                                "cyan",
                                "magenta",
                                "yellow",
                                "multipack"),
                        kind("photo paper", MARKET, new Demand(.3, 25, 1), 9, "matte", "glossy", "10x15 cm"),
                        kind("paper tray", BRAND, new Demand(.1, 60, 0), 40, "250 sheets", "500 sheets"),
                        kind("cable", MARKET, new Demand(.15, 2, 0), 6, "2 m", "5 m")));
    }

    private static Family laptops() {
        return new Family(
                "laptops",
                "laptop",
                500,
                List.of("8 GB", "16 GB", "32 GB"),
                2,
                List.of(
                        kind("sleeve", BRAND, new Demand(.4, 6, 0), 16, "felt", "neoprene", "leather", "hard"),
                        kind("dock", CONNECTOR, new Demand(.25, 30, 0), 90, "travel", "desktop", "dual"),
                        kind("display cable", CONNECTOR, new Demand(.6, 5, 0), 11, "1 m", "3 m")
                                .after("dock"),
                        kind("power adapter", BRAND, new Demand(.15, 80, 0), 35, "65 W", "100 W"),
                        kind("keyboard cover", MODEL, new Demand(.2, 10, 0), 8, "clear", "black"),
                        kind("mouse", MARKET, new Demand(.3, 10, 0), 12, "wireless", "vertical", "travel", "silent")));
    }

    private static Family consoles() {
        return new Family(
                "consoles",
                "console",
                220,
                List.of("standard", "digital", "bundle"),
                0,
                List.of(
                        kind("controller", BRAND, new Demand(.5, 20, 1), 45, "black", "white", "red", "pro"),
                        kind("charging dock", BRAND, new Demand(.4, 10, 0), 18, "single", "twin")
                                .after("controller"),
                        kind("game", BRAND, new Demand(.9, 30, 2), 30, "Rally", "Quest", "League", "Puzzle", "Farm"),
                        kind("headset", CONNECTOR, new Demand(.25, 30, 0), 40, "wired", "wireless", "surround"),
                        kind("skin", MODEL, new Demand(.15, 15, 0), 9, "carbon", "camo")));
    }

    private static Family watches() {
        return new Family(
                "watches",
                "smart watch",
                120,
                List.of("40 mm", "44 mm", "44 mm LTE"),
                -1,
                List.of(
                        kind("strap", MODEL, new Demand(.5, 20, 1), 12, "sport", "leather", "steel", "nylon"),
                        kind("glass guard", MODEL, new Demand(.3, 5, 0), 7, "film", "bumper"),
                        kind("charging puck", BRAND, new Demand(.25, 30, 0), 20, "desk", "travel")));
    }

    private static Family drones() {
        return new Family(
                "drones",
                "drone",
                300,
                List.of("single", "fly-more"),
                1,
                List.of(
                        kind("propellers", MODEL, new Demand(.6, 25, 1), 10, "standard", "quiet"),
                        kind("battery", MODEL, new Demand(.5, 15, 0), 50, "spare", "extended"),
                        kind("carry case", BRAND, new Demand(.35, 8, 0), 30, "soft", "hard"),
                        kind("landing pad", MARKET, new Demand(.15, 20, 0), 15, "55 cm", "75 cm")));
    }

    private static AccessoryKind kind(
            String name, AccessoryKind.Scope scope, Demand demand, double price, String... styles) {
        return AccessoryKind.of(name, scope, demand, price, styles);
    }
}
