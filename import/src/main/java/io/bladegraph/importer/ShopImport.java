// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import io.bladegraph.Monitor;
import io.bladegraph.importer.shop.DemoShop;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Brings the whole folder of a demo shop into a graph: products, purchases, co-views and impressions. */
public final class ShopImport {
    private static final List<PropertyColumn> PRODUCT_PROPERTIES = List.of(
            PropertyColumn.of("name"),
            PropertyColumn.of("family"),
            PropertyColumn.of("category"),
            PropertyColumn.of("brand"),
            PropertyColumn.of("price:double"));
    private static final List<PropertyColumn> IMPRESSION_FEATURES = List.of(
            PropertyColumn.of("position:long"),
            PropertyColumn.of("fits:boolean"),
            PropertyColumn.of("sameBrand:boolean"));

    private final GraphTarget target;
    private final BoughtBefore.Rules rules;
    private final Monitor monitor;

    /** An import into a target. */
    public ShopImport(GraphTarget target, BoughtBefore.Rules rules, Monitor monitor) {
        this.target = target;
        this.rules = rules;
        this.monitor = monitor;
    }

    /**
     * Imports the files one after the other.
     *
     * @param folder made by {@link DemoShop}
     * @param report told about each file
     */
    public void run(Path folder, Consumer<String> report) {
        FileFormat format = FileFormat.DEFAULT;
        PurchaseFile.Content purchases = new PurchaseFile(
                        PurchaseFile.Columns.USUAL, TimeFormat.ISO, Pattern.compile(".*"))
                .read(folder.resolve(DemoShop.PURCHASES), format);
        report.accept(new ProductImport(target, monitor)
                .run(folder.resolve(DemoShop.PRODUCTS), format, Column.ID, PRODUCT_PROPERTIES, TimeFormat.ISO));
        report.accept(purchases.report()
                + System.lineSeparator()
                + new PurchaseImport(target, rules, monitor).run(purchases.quantities(), Set.of()));
        report.accept(new CoViewImport(target, monitor)
                .run(folder.resolve(DemoShop.VIEWS), format, CoViewImport.Columns.USUAL));
        report.accept(new ImpressionImport(target, monitor)
                .run(folder.resolve(DemoShop.IMPRESSIONS), format, IMPRESSION_FEATURES, TimeFormat.ISO));
    }
}
