// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bladegraph.Monitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminCsvTargetTest {
    @TempDir
    private Path folder;

    @Test
    void joinsWhatSeveralInputsSayOfANode() throws IOException {
        try (GraphTarget target = new AdminCsvTarget(folder)) {
            Property name = new Property("name", Property.Type.STRING);
            Property tags = new Property("tags", Property.Type.STRINGS);
            target.putNodes(new NodeSchema("Product", List.of(name)), List.of(Node.of("p1", "a, b")), Monitor.NONE);
            target.putNodes(
                    new NodeSchema("Product", List.of(tags)),
                    List.of(Node.of("p2", (Object) null), Node.of("p1", List.of("x", "y"))),
                    Monitor.NONE);
        }

        assertThat(Files.readAllLines(folder.resolve("nodes-Product.csv")))
                .containsExactly(
                        "id:ID(Product),name:string,tags:string[],:LABEL", "p1,\"a, b\",x;y,Product", "p2,,,Product");
        assertThat(folder.resolve("schema.cypher"))
                .hasContent("CREATE CONSTRAINT IF NOT EXISTS FOR (n:Product) REQUIRE n.id IS UNIQUE;\n");
    }

    @Test
    void refusesAPropertyThatWouldOverwriteTheKey() {
        List<Property> properties = List.of(new Property("id", Property.Type.STRING));

        assertThatThrownBy(() -> new NodeSchema("Product", properties))
                .hasMessage("The property `id` is the key of a node and cannot be set from another column.");
    }

    @Test
    void writesPurchasesAndWhatWasDerivedFromThem() throws IOException {
        try (GraphTarget target = new AdminCsvTarget(folder)) {
            new PurchaseImport(target, BoughtBefore.Rules.DEFAULT, Monitor.NONE).run(Samples.purchases(), Set.of());
        }

        assertThat(Files.readAllLines(folder.resolve("relationships-PURCHASED.csv")))
                .hasSize(21)
                .startsWith(
                        ":START_ID(Customer),:END_ID(Product),at:datetime,quantity:double,:TYPE",
                        "c1,p1,2025-01-03T10:00:00Z,1.0,PURCHASED");
        assertThat(Files.readAllLines(folder.resolve("relationships-BOUGHT_BEFORE.csv")))
                .hasSize(7)
                .startsWith(
                        ":START_ID(Product),:END_ID(Product),customers:long,weight:double,firstAt:datetime,"
                                + "lastAt:datetime,:TYPE",
                        "p1,p3,2,2.0,2025-01-05T09:30:00Z,2025-02-12T10:10:00Z,BOUGHT_BEFORE");
    }
}
