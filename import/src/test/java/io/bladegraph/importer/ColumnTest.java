// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "at,customer,product,quantity",
                "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
                "timestamp,visitorid,event,itemid,transactionid",
                "user_id,item_id,time",
                "order_id,User ID,sku,Order Date"
            })
    void seesTheUsualNames(String header) {
        List<String> names = List.of(header.split(",", -1));

        assertThat(List.of(Column.CUSTOMER, Column.PRODUCT, Column.TIME))
                .extracting(column -> column.position("`log.csv`", names))
                .doesNotHaveDuplicates()
                .doesNotContain(-1);
    }

    @Test
    void theOwnNameCountsMoreThanAUsualOne() {
        assertThat(Column.ID.position("`log.csv`", List.of("sku", "id"))).isEqualTo(1);
    }

    @Test
    void noNameStandsForNoColumnOnlyWhereTheFileMayDoWithoutOne() {
        List<String> names = List.of("", "customer", "quantity"); // data frames call their index so

        assertThat(Column.QUANTITY.or("").position("`log.csv`", names)).isEqualTo(-1);
        assertThat(Column.QUANTITY.position("`log.csv`", names)).isEqualTo(2);
        assertThatThrownBy(() -> Column.CUSTOMER.or("").position("`log.csv`", List.of("customer", "product")))
                .hasMessage("`log.csv` has no column ``. Its columns are: customer, product."
                        + " Maybe set `--customer-column` to one of them.");
    }

    @Test
    void doesNotChoose() {
        assertThatThrownBy(() -> Column.CUSTOMER.position("`log.csv`", List.of("user_id", "visitorid", "item")))
                .isInstanceOf(ImportException.class)
                .hasMessage("`log.csv` has more than one column that may be `customer`: user_id, visitorid."
                        + " Set `--customer-column` to one of them.");
        assertThat(Column.INVOICE.position("`log.csv`", List.of("invoice_no", "order_id")))
                .isEqualTo(-1);
    }

    @Test
    void asksWhetherAnotherWasMeant() {
        assertThatThrownBy(() -> Column.CUSTOMER.position("`log.csv`", List.of("custmer", "item")))
                .hasMessage("`log.csv` has no column `customer`. Its columns are: custmer, item."
                        + " Did you mean `custmer`?");
        assertThatThrownBy(() -> Column.PRODUCT.or("stock").position("`log.csv`", List.of("StockCode", "user")))
                .hasMessage("`log.csv` has no column `stock`. Its columns are: StockCode, user."
                        + " Did you mean `StockCode`?");
        assertThatThrownBy(() -> Column.PRODUCT.position("`log.csv`", List.of("x", "y")))
                .hasMessage("`log.csv` has no column `product`. Its columns are: x, y."
                        + " Maybe set `--product-column` to one of them.");
    }
}
