// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import java.util.ArrayList;
import java.util.List;

/** The labels, types and properties of the graph that imports make. */
public final class ShopGraph {
    /** What is sold. */
    public static final String PRODUCT = "Product";

    /** Who buys. */
    public static final String CUSTOMER = "Customer";

    /** (:Customer)-[:PURCHASED {at, quantity}]-&gt;(:Product), one per customer, product and time. */
    public static final RelationshipSchema PURCHASED = new RelationshipSchema(
            "PURCHASED",
            CUSTOMER,
            PRODUCT,
            List.of(new Property("at", Property.Type.DATETIME), new Property("quantity", Property.Type.DOUBLE)),
            1);

    /** (:Product)-[:BOUGHT_BEFORE {customers, weight, firstAt, lastAt}]-&gt;(:Product). */
    public static final RelationshipSchema BOUGHT_BEFORE = new RelationshipSchema(
            "BOUGHT_BEFORE",
            PRODUCT,
            PRODUCT,
            List.of(
                    new Property("customers", Property.Type.LONG),
                    new Property("weight", Property.Type.DOUBLE),
                    new Property("firstAt", Property.Type.DATETIME),
                    new Property("lastAt", Property.Type.DATETIME)),
            0);

    /** (:Product)-[:VIEWED_WITH {views}]-&gt;(:Product), from the smaller id to the larger, meant in both directions. */
    public static final RelationshipSchema VIEWED_WITH = new RelationshipSchema(
            "VIEWED_WITH", PRODUCT, PRODUCT, List.of(new Property("views", Property.Type.LONG)), 0);

    private ShopGraph() {}

    /**
     * (:Customer)-[:SHOWN {id, at, clickedAt, cartAt, purchasedAt, ...}]-&gt;(:Product), one per id.
     *
     * @param features further properties
     */
    static RelationshipSchema shown(List<Property> features) {
        List<Property> properties = new ArrayList<>();
        properties.add(new Property("id", Property.Type.STRING));
        properties.add(new Property("at", Property.Type.DATETIME));
        properties.add(new Property("clickedAt", Property.Type.DATETIME));
        properties.add(new Property("cartAt", Property.Type.DATETIME));
        properties.add(new Property("purchasedAt", Property.Type.DATETIME));
        properties.addAll(features);
        return new RelationshipSchema("SHOWN", CUSTOMER, PRODUCT, properties, 1);
    }
}
