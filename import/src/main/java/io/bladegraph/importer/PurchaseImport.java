// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import io.bladegraph.Monitor;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings purchases into a graph and keeps its BOUGHT_BEFORE relationships in step.
 *
 * <p>BOUGHT_BEFORE is always derived anew from all purchases of the graph, old and new. It has to be: a pair with one
 * customer in January and one in February reaches the support of two only with both. So importing two files one after
 * the other gives the same graph as importing both at once. Relationships of that type without {@code customers} were
 * made by someone else and are left alone.
 */
public final class PurchaseImport {
    private final GraphTarget target;
    private final BoughtBefore.Rules rules;
    private final Monitor monitor;

    /** An import into a target. */
    public PurchaseImport(GraphTarget target, BoughtBefore.Rules rules, Monitor monitor) {
        this.target = target;
        this.rules = rules;
        this.monitor = monitor;
    }

    /**
     * What was changed.
     *
     * @param purchased the purchases
     * @param boughtBefore the relationships derived from them
     */
    public record Changes(RelationshipDiff purchased, RelationshipDiff boughtBefore) {
        /** One line per type. */
        @Override
        public String toString() {
            return purchased.describe(ShopGraph.PURCHASED)
                    + System.lineSeparator()
                    + boughtBefore.describe(ShopGraph.BOUGHT_BEFORE);
        }
    }

    /**
     * Adds purchases.
     *
     * @param quantities by purchase; a purchase that is there already gets this quantity; may be empty
     * @param cancelled are deleted if they are there, and what was derived from them with them
     * @return what was changed
     */
    public Changes run(Map<Purchase, Double> quantities, Set<Purchase> cancelled) {
        target.putNodes(
                new NodeSchema(ShopGraph.CUSTOMER, List.of()),
                nodes(quantities.keySet().stream()
                        .map(Purchase::customer)
                        .distinct()
                        .toList()),
                monitor);
        target.putNodes(
                new NodeSchema(ShopGraph.PRODUCT, List.of()),
                nodes(quantities.keySet().stream()
                        .map(Purchase::product)
                        .distinct()
                        .toList()),
                monitor);

        List<Relationship> stored = target.read(ShopGraph.PURCHASED, monitor);
        Set<Purchase> all = new LinkedHashSet<>(quantities.keySet());
        stored.forEach(row -> all.add(purchase(row)));
        all.removeAll(cancelled);
        List<Relationship> wanted = new ArrayList<>();
        quantities.forEach((purchase, quantity) ->
                wanted.add(Relationship.of(purchase.customer(), purchase.product(), purchase.at(), quantity)));
        RelationshipDiff purchased =
                RelationshipDiff.of(ShopGraph.PURCHASED, stored, wanted, row -> cancelled.contains(purchase(row)));
        target.write(ShopGraph.PURCHASED, purchased, monitor);

        RelationshipDiff boughtBefore = RelationshipDiff.replacing(
                ShopGraph.BOUGHT_BEFORE,
                target.read(ShopGraph.BOUGHT_BEFORE, monitor),
                BoughtBefore.of(all, rules, System.currentTimeMillis(), monitor));
        target.write(ShopGraph.BOUGHT_BEFORE, boughtBefore, monitor);
        return new Changes(purchased, boughtBefore);
    }

    private static Purchase purchase(Relationship row) {
        return new Purchase(row.start(), row.end(), (Long) row.values().get(0));
    }

    private static List<Node> nodes(List<String> ids) {
        return ids.stream().map(Node::of).toList();
    }
}
