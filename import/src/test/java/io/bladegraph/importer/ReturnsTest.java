// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReturnsTest {
    private static final String HEADER = "InvoiceNo,CustomerID,StockCode,InvoiceDate,Quantity\n";

    @TempDir
    private Path folder;

    private final PurchaseFile reader =
            new PurchaseFile(PurchaseFile.Columns.USUAL, TimeFormat.ISO, Pattern.compile(".*"));

    @Test
    void cancelThePurchaseOfTheSameInvoiceCustomerAndProduct() throws IOException {
        Map<Purchase, Double> quantities = read(
                """
                C536,c1,p1,2025-01-03,-2
                536,c1,p1,2025-01-02,2
                536,c1,p2,2025-01-02,5
                536.0,c1,p2,2025-01-04,-2
                C537,c1,p1,2025-01-05,-1
                C536,c2,p2,2025-01-05,-1
                """); // of another customer

        Returns.Result result = reader.cancel(quantities);

        assertThat(result.cancelled()).extracting(Purchase::product).containsExactly("p1");
        assertThat(quantities.values()).containsExactly(3.0);
        assertThat(result)
                .hasToString("returns: 1 purchases cancelled, 1 reduced, 2 returns without a purchase of the same"
                        + " invoice, customer and product");
    }

    @Test
    void aPurchaseThatCameBackTwiceInPartsIsGone() throws IOException {
        Map<Purchase, Double> quantities = read(
                """
                536,c1,p1,2025-01-02,2
                C536,c1,p1,2025-01-03,-1
                C536,c1,p1,2025-01-04,-1
                """);

        assertThat(reader.cancel(quantities).cancelled()).hasSize(1);
        assertThat(quantities).isEmpty();
    }

    @Test
    void aCreditWithAPositiveQuantityIsAReturnToo() throws IOException {
        Map<Purchase, Double> quantities = read("536,c1,p1,2025-01-02,2\nC536,c1,p1,2025-01-03,2\n");

        assertThat(reader.cancel(quantities).cancelled()).hasSize(1);
        assertThat(quantities).isEmpty();
    }

    private Map<Purchase, Double> read(String lines) throws IOException {
        Path file = Files.writeString(folder.resolve("log.csv"), HEADER + lines);
        return reader.read(file, FileFormat.DEFAULT).quantities();
    }
}
