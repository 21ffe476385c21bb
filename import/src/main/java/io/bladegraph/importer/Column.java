// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import io.bladegraph.EditDistance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A column that a command wants.
 *
 * @param name in the header; "" for none
 * @param option that sets the name, or "" if none does
 * @param usual other names that it usually has, in small letters and digits only; none if the user named it
 * @param optional whether the file may do without it
 */
record Column(String name, String option, Set<String> usual, boolean optional) {
    private static final Set<String> PRODUCTS =
            Set.of("product productid productcode item itemid itemcode stockcode sku article articleid articlecode asin"
                    .split(" "));

    /** Who buys. */
    static final Column CUSTOMER = usual(
            "customer",
            "--customer-column",
            "customer customerid customerno customernumber user userid visitor visitorid client clientid buyer buyerid"
                    + " member memberid shopper");

    /** What is bought. */
    static final Column PRODUCT = new Column("product", "--product-column", PRODUCTS, false);

    /** What a line of products is about. */
    static final Column ID = new Column("id", "--id-column", PRODUCTS, false);

    /** When it is bought. */
    static final Column TIME = usual(
            "at",
            "--time-column",
            "time timestamp ts date datetime at invoicedate orderdate ordertime orderedat purchasedate purchasetime"
                    + " purchasedat createdat eventtime transactiondate");

    /** How much of it. */
    static final Column QUANTITY =
            usual("quantity", "--quantity-column", "quantity qty pieces units").orNone();

    /** What is viewed with a product. */
    static final Column OTHER =
            usual("other", "--other-column", "other otherproduct otherproductid otheritem otheritemid");

    /** How often. */
    static final Column VIEWS = usual("views", "--views-column", "views").orNone();

    /** Where a relationship begins. */
    static final Column SOURCE = usual("source", "--source-column", "source sourceid src from fromid");

    /** Where it ends. */
    static final Column TARGET = usual("target", "--target-column", "target targetid dst to toid");

    /** Of what kind it is. */
    static final Column RELATION = usual("relation", "--relation-column", "relation relationship type");

    /** Of which invoice. */
    static final Column INVOICE = usual(
                    "invoice",
                    "--invoice-column",
                    "invoice invoiceno invoiceid invoicenumber order orderid orderno ordernumber transactionid basketid")
            .orNone();

    /** None at all. */
    static final Column NONE = new Column("", "", Set.of(), true);

    private static Column usual(String name, String option, String names) {
        return new Column(name, option, Set.of(names.split(" ")), false);
    }

    /** A column of exactly that name. */
    static Column named(String name) {
        return new Column(name, "", Set.of(), false);
    }

    /** Columns of exactly these names. */
    static List<Column> named(List<String> names) {
        return names.stream().map(Column::named).toList();
    }

    /** This one, or what the user called it; "" stands for none. */
    Column or(String given) {
        return given == null ? this : new Column(given, option, Set.of(), optional && given.isEmpty());
    }

    /** This one, of a command that has no option for its name. */
    Column withoutOption() {
        return new Column(name, "", usual, optional);
    }

    private Column orNone() {
        return new Column(name, option, usual, true);
    }

    /**
     * Finds the column in a header.
     *
     * @param file for messages
     * @param names of the columns
     * @return its position, or -1 for none
     * @throws ImportException if it is missing, twice there, or one of several
     */
    int position(String file, List<String> names) {
        int position = names.indexOf(name);
        if (optional && name.isEmpty()) {
            return -1;
        } else if (position >= 0) {
            if (names.lastIndexOf(name) > position) {
                throw new ImportException(file + " has the column `" + name + "` twice." + columns(names));
            }
            return position;
        }
        List<Integer> fitting = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (usual.contains(plain(names.get(i)))) {
                fitting.add(i);
            }
        }
        if (fitting.size() == 1) {
            return fitting.get(0);
        } else if (optional) {
            return -1;
        } else if (fitting.isEmpty()) {
            throw new ImportException(file + " has no column `" + name + "`." + columns(names) + suggestion(names));
        }
        throw new ImportException(file + " has more than one column that may be `" + name + "`: "
                + String.join(", ", fitting.stream().map(names::get).toList()) + ". "
                + (option.isEmpty() ? "Rename the others." : "Set `" + option + "` to one of them."));
    }

    private static String columns(List<String> names) {
        return " Its columns are: " + String.join(", ", names) + ".";
    }

    private String suggestion(List<String> names) {
        String near = names.stream()
                .filter(other -> isNear(plain(name), plain(other)))
                .findFirst()
                .orElse(null);
        if (near != null) {
            return " Did you mean `" + near + "`?";
        }
        return option.isEmpty() ? "" : " Maybe set `" + option + "` to one of them.";
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static boolean isNear(String a, String b) {
        if (Math.min(a.length(), b.length()) < 3) {
            return false;
        }
        return a.contains(b) || b.contains(a) || EditDistance.of(a, b) <= Math.max(1, a.length() / 3);
    }
}
