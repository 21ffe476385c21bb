// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PurchaseFileTest {
    @Test
    void skipsReturnsFeesAndUnknownCustomersOfARetailLog() {
        PurchaseFile.Content content = new PurchaseFile(
                        new PurchaseFile.Columns("Customer", "Code", "Date", "Pieces"),
                        TimeFormat.ISO,
                        Pattern.compile("\\d{5}[A-Z]?"))
                .read(Samples.file("retail.csv"), FileFormat.DEFAULT);

        assertThat(content.quantities())
                .hasSize(5)
                .containsEntry(purchase("301", "10001A", "2025-01-02T08:26:00Z"), 6.0)
                .containsEntry(purchase("302", "10003", "2025-02-01T10:30:00Z"), 3.0);
        assertThat(content.report().toString().lines())
                .containsExactly(
                        "retail.csv: 8 lines, 5 used, 3 skipped, 0 bad",
                        "  skipped 1: no customer",
                        "  skipped 1: product does not match `\\d{5}[A-Z]?`",
                        "  skipped 1: quantity not above zero");
    }

    @Test
    void linesWithTheSameKeyAddUp(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("log.csv"),
                "customer,product,at,quantity\nc,p,2025-01-01,2\nc,p,2025-01-01,3\nc,p,2025-01-02,1\n");

        assertThat(Samples.purchases(file)).hasSize(2).containsEntry(purchase("c", "p", "2025-01-01T00:00:00Z"), 5.0);
    }

    @Test
    void saysWhatIsWrongWithALine(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("log.csv"),
                "customer,product,at,quantity\nc,,2025-01-01,2\nc,p,1/1/2025,2\nc,p,2025-01-01,two\nc,p,2025-01-01,NaN\n");

        PurchaseFile.Content content = new PurchaseFile(
                        PurchaseFile.Columns.DEFAULT, TimeFormat.ISO, Pattern.compile(".*"))
                .read(file, new FileFormat("auto", true, "UTF-8", 4));

        assertThat(content.report().toString().lines())
                .containsExactly(
                        "log.csv: 4 lines, 0 used, 0 skipped, 4 bad",
                        "  line 2: no product",
                        "  line 3: time `1/1/2025` does not have the format iso",
                        "  line 4: `two` is not a number",
                        "  line 5: `NaN` is not a finite number");
    }

    private static Purchase purchase(String customer, String product, String at) {
        return new Purchase(customer, product, Instant.parse(at).toEpochMilli());
    }
}
