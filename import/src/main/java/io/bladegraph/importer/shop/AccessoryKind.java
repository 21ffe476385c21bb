// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer.shop;

import java.util.List;

/**
 * One kind of accessory of a device family, for instance the cases of phones.
 *
 * @param name in the singular, "case"
 * @param scope which models share it
 * @param demand who buys it, and when
 * @param parent name of the accessory kind that it goes with (a filter goes with a lens), or "" for the device itself
 * @param price of the cheapest style
 * @param styles one product each, per group of models that share the accessory
 */
record AccessoryKind(String name, Scope scope, Demand demand, String parent, double price, List<String> styles) {
    AccessoryKind {
        styles = List.copyOf(styles);
    }

    static AccessoryKind of(String name, Scope scope, Demand demand, double price, String... styles) {
        return new AccessoryKind(name, scope, demand, "", price, List.of(styles));
    }

    AccessoryKind after(String parentKind) {
        return new AccessoryKind(name, scope, demand, parentKind, price, styles);
    }

    /**
     * Which models of a family an accessory fits: those with the same quotient (index of the model) / (models).
     *
     * <p>So a smaller scope lies wholly inside a larger one: models of a brand share their connector.
     */
    enum Scope {
        MODEL(1),
        BRAND(6),
        CONNECTOR(18),
        MARKET(72);

        private final int models;

        Scope(int models) {
            this.models = models;
        }

        int group(int model) {
            return model / models;
        }

        /** The first model of the group of a model. */
        int first(int model) {
            return group(model) * models;
        }

        boolean opensAt(int model) {
            return model % models == 0;
        }
    }

    /**
     * Who buys an accessory.
     *
     * @param rate probability that the owner of a device buys one
     * @param delayDays mean time from the device to the accessory
     * @param repeats how often it is bought again at most, as ink is
     */
    record Demand(double rate, double delayDays, int repeats) {}
}
