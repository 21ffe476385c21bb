// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PurchaseFileTest {
    private static final PurchaseFile.Columns COLUMNS = new PurchaseFile.Columns(
            Column.CUSTOMER, Column.PRODUCT.or("Code"), Column.TIME, Column.QUANTITY, Column.INVOICE);

    @Test
    void skipsReturnsFeesAndUnknownCustomersOfARetailLog() {
        PurchaseFile.Content content = new PurchaseFile(COLUMNS, TimeFormat.ISO, Pattern.compile("\\d{5}[A-Z]?"))
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
                        "  skipped 1: quantity not above zero",
                        "  `Customer` taken as customer",
                        "  `Date` taken as at",
                        "  `Pieces` taken as quantity",
                        "  `Invoice` taken as invoice",
                        "  times from 2025-01-02T08:26:00Z to 2025-02-01T10:30:00Z");
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
                        PurchaseFile.Columns.USUAL, TimeFormat.ISO, Pattern.compile(".*"))
                .read(file, new FileFormat("auto", true, "UTF-8", 4));

        assertThat(content.report().toString().lines())
                .containsExactly(
                        "log.csv: 4 lines, 0 used, 0 skipped, 4 bad",
                        "  line 2: no product",
                        "  line 3: time `1/1/2025` does not have the format iso",
                        "  line 4: `two` is not a number",
                        "  line 5: `NaN` is not a finite number");
    }

    @Test
    void missingValuesOfOtherToolsLinkNoStrangers(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("log.csv"),
                """
                customer,product,at
                nan,p,2025-01-01
                None,p,2025-01-02
                c,<NA>,2025-01-02
                nan,q,2025-01-03
                1.58e+18,p,2025-01-04
                17850.0,22423.0,2025-01-05
                """);
        FileFormat oneBad = new FileFormat("auto", true, "UTF-8", 1);

        PurchaseFile.Content content = reader().read(file, oneBad);

        assertThat(content.quantities()).containsOnlyKeys(purchase("17850", "22423", "2025-01-05T00:00:00Z"));
        assertThat(content.report().toString().lines())
                .containsExactly(
                        "log.csv: 6 lines, 1 used, 4 skipped, 1 bad",
                        "  skipped 1: no customer, but `None`",
                        "  skipped 2: no customer, but `nan`",
                        "  skipped 1: no product, but `<NA>`",
                        "  times from 2025-01-05T00:00:00Z to 2025-01-05T00:00:00Z",
                        "  line 6: customer `1.58e+18` went through floating point and may have lost digits");
        assertThat(reader().read(file, new FileFormat("auto", true, "UTF-8", 1, Set.of()))
                        .quantities())
                .hasSize(5);
    }

    @Test
    void warnsOfACustomerWithAnImprobableShare(@TempDir Path folder) throws IOException {
        StringBuilder lines = new StringBuilder("customer,product,at\n");
        for (int i = 0; i < 1_000; i++) {
            lines.append(i % 10 == 0 ? "guest" : "c" + i).append(",p").append(i).append(",2025-01-01\n");
        }
        Path file = Files.writeString(folder.resolve("log.csv"), lines);

        assertThat(reader().read(file, FileFormat.DEFAULT).report().toString())
                .contains("  warning: customer `guest` has 100 of 1,000 purchases; maybe it stands for many,"
                        + " see `--missing-values`");
    }

    private static PurchaseFile reader() {
        return new PurchaseFile(PurchaseFile.Columns.USUAL, TimeFormat.ISO, Pattern.compile(".*"));
    }

    private static Purchase purchase(String customer, String product, String at) {
        return new Purchase(customer, product, Instant.parse(at).toEpochMilli());
    }
}
