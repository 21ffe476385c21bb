// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Whole commands on files as other tools write them; they write files, so that no server is needed. */
class ImportCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();

    @Test
    void aCatalogMayHaveAByteOrderMarkWindowsLineEndsAndBlanks() throws IOException {
        Path catalog = write("catalog.txt", "\uFEFFp1\r\np3 \r\n22423.0\r\n");
        Path edges = write("edges.csv", "source, target\np1, \"p3\"\np1,22423\np1,p9\n");

        assertThat(run("edges", edges, "--type", "RELATED", "--catalog", catalog))
                .isZero();

        assertThat(folder.resolve("csv/relationships-RELATED.csv"))
                .hasContent(":START_ID(Product),:END_ID(Product),:TYPE\np1,p3,RELATED\np1,22423,RELATED\n");
    }

    @Test
    void saysThatACatalogMatchesNothing() throws IOException {
        run(
                "edges",
                write("edges.csv", "source,target\np1,p3\n"),
                "--type",
                "RELATED",
                "--catalog",
                write("c.txt", "x\n"));

        assertThat(out.toString())
                .contains("  skipped 1: an end outside the catalog")
                .contains("  warning: nothing is left; maybe the ids of the catalog are others");
    }

    @Test
    void productLinesMayHaveAByteOrderMarkWindowsLineEndsAndBlanks() throws IOException {
        Path products = write("products.txt", "\uFEFFp1\r\np2 \r\n");
        write("positions.txt", "\uFEFF0 1\r\n1 \r\n");
        write("brands.txt", "\uFEFFKesto \r\nNorva\r\n");

        assertThat(run("product-lines", products, "--lookup", "brands=positions.txt,brands.txt"))
                .isZero();

        assertThat(folder.resolve("csv/nodes-Product.csv"))
                .hasContent("id:ID(Product),brands:string[],:LABEL\np1,Kesto;Norva,Product\np2,Norva,Product\n");
    }

    @Test
    void productsHaveTheIdsOfPurchasesAndMissingValuesAreNone() throws IOException {
        Path products = write("products.csv", "StockCode,name,price\n22423.0,Stand,nan\n1.58e+18,Lost,1\nnan,None,1\n");

        assertThat(run("products", products, "--property", "name", "--property", "price:double", "--max-bad-lines", 1))
                .isZero();

        assertThat(out.toString().lines())
                .contains(
                        "products.csv: 3 lines, 1 used, 1 skipped, 1 bad",
                        "  skipped 1: no id, but `nan`",
                        "  `StockCode` taken as id",
                        "  line 3: id `1.58e+18` went through floating point and may have lost digits");
        assertThat(folder.resolve("csv/nodes-Product.csv"))
                .hasContent("id:ID(Product),name:string,:LABEL\n22423,Stand,Product\n");
    }

    @Test
    void readsARetailLogWithoutOptions() throws IOException {
        Path log = write(
                "online-retail.csv",
                """
                InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
                536365,85123A,LANTERN,6,12/1/2010 8:26,2.55,17850.0,United Kingdom
                536366,22423,STAND,1,12/13/2010 8:28,1.85,17850.0,United Kingdom
                C536366,22423,STAND,-1,12/14/2010 9:41,1.85,17850.0,United Kingdom
                """);

        assertThat(run("purchases", log)).isZero();

        assertThat(out.toString().lines())
                .startsWith(
                        "online-retail.csv: 3 lines, 2 used, 1 skipped, 0 bad",
                        "  skipped 1: quantity not above zero",
                        "  `CustomerID` taken as customer",
                        "  `StockCode` taken as product",
                        "  `InvoiceDate` taken as at",
                        "  `Quantity` taken as quantity",
                        "  `InvoiceNo` taken as invoice",
                        "  times read as `M/d/yyyy[ h:mm[:ss] a][ H:mm[:ss]]`",
                        "  times from 2010-12-01T08:26:00Z to 2010-12-13T08:28:00Z",
                        "returns: 1 purchases cancelled, 0 reduced, 0 returns without a purchase of the same invoice,"
                                + " customer and product",
                        "PURCHASED: 1 created, 0 updated, 0 deleted, 0 unchanged");
        assertThat(folder.resolve("csv/relationships-PURCHASED.csv"))
                .hasContent(
                        """
                        :START_ID(Customer),:END_ID(Product),at:datetime,quantity:double,:TYPE
                        17850,85123A,2010-12-01T08:26:00Z,6.0,PURCHASED
                        """);
    }

    @Test
    void readsImpressionsWithTheUsualNamesAndDaysFirst() throws IOException {
        Path log = write(
                "shown.csv",
                """
                id,user_id,sku,shownAt,clickedAt,cartAt,purchasedAt
                1.0,17850.0,22423.0,13/2/2025 8:00,13/2/2025 8:01,NaT,14/2/2025 9:00
                2.0,nan,22423.0,13/2/2025 8:00,,,
                """);

        assertThat(run("impressions", log)).isZero();

        assertThat(out.toString().lines())
                .containsExactly(
                        "shown.csv: 2 lines, 1 used, 1 skipped, 0 bad",
                        "  skipped 1: no customer, but `nan`",
                        "  `user_id` taken as customer",
                        "  `sku` taken as product",
                        "  times read as `d/M/yyyy[ h:mm[:ss] a][ H:mm[:ss]]`",
                        "  times from 2025-02-13T08:00:00Z to 2025-02-14T09:00:00Z",
                        "SHOWN: 1 created, 0 updated, 0 deleted, 0 unchanged");
    }

    @Test
    void refusesSecondsGivenAsMilliseconds() throws IOException {
        Path log = write("log.csv", "customer,product,at\nc,p,965779200\n");

        assertThat(run("purchases", log, "--time-format", "epochMillis")).isEqualTo(1);
        assertThat(out.toString())
                .contains("  line 2: time `965779200` must be from 1990 to a day from now, but is"
                        + " 1970-01-12T04:16:19.200Z; maybe set `--time-format` to epochSeconds");
        assertThat(run("purchases", log, "--time-format", "epochMillis", "--any-date"))
                .isZero();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private int run(Object... arguments) {
        String[] all = new String[arguments.length + 2];
        for (int i = 0; i < arguments.length; i++) {
            all[i] = arguments[i].toString();
        }
        all[arguments.length] = "--to-csv";
        all[arguments.length + 1] = folder.resolve("csv").toString();
        CommandLine command = ImportCommand.commandLine();
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(out));
        return command.execute(all);
    }
}
