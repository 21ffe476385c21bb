// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "purchases",
        description = "Imports purchase logs as PURCHASED and derives BOUGHT_BEFORE.",
        mixinStandardHelpOptions = true)
final class PurchasesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "a line per customer, product and time")
    private List<Path> files;

    @Option(names = "--customer-column", paramLabel = "NAME", description = "default: customer, or what is usual")
    private String customer;

    @Option(names = "--product-column", paramLabel = "NAME", description = "default: product, or what is usual")
    private String product;

    @Option(names = "--time-column", paramLabel = "NAME", description = "default: at, or what is usual")
    private String time;

    @Option(
            names = "--quantity-column",
            paramLabel = "NAME",
            description = "default: quantity, or what is usual; '' or none there: every line is one piece")
    private String quantity;

    @Option(
            names = "--invoice-column",
            paramLabel = "NAME",
            description = "by which a return cancels its purchase; default: invoice, or what is usual; '' for none")
    private String invoice;

    @Option(
            names = "--product-pattern",
            paramLabel = "REGEX",
            description = "products whose id does not match are skipped (default: ${DEFAULT-VALUE})")
    private String pattern = ".*";

    @Mixin
    private FileOptions fileOptions;

    @Mixin
    private RuleOptions ruleOptions;

    @Mixin
    private TargetOptions targetOptions;

    @Override
    public Integer call() {
        PurchaseFile reader = new PurchaseFile(columns(), fileOptions.times(), pattern());
        BoughtBefore.Rules rules = ruleOptions.rules();
        Map<Purchase, Double> quantities = new LinkedHashMap<>();
        for (Path file : files) {
            PurchaseFile.Content content = reader.read(file, fileOptions.format());
            quantities.putAll(content.quantities());
            ImportCommand.out(spec).println(content.report());
        }
        Returns.Result returns = reader.cancel(quantities);
        if (!returns.equals(Returns.Result.NONE)) {
            ImportCommand.out(spec).println(returns);
        }
        try (GraphTarget target = targetOptions.open(ImportCommand.monitor(spec))) {
            ImportCommand.out(spec)
                    .println(new PurchaseImport(target, rules, ImportCommand.monitor(spec))
                            .run(quantities, returns.cancelled()));
        }
        return 0;
    }

    private PurchaseFile.Columns columns() {
        return new PurchaseFile.Columns(
                Column.CUSTOMER.or(customer),
                Column.PRODUCT.or(product),
                Column.TIME.or(time),
                Column.QUANTITY.or(quantity),
                Column.INVOICE.or(invoice));
    }

    private Pattern pattern() {
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new ImportException(
                    "`--product-pattern` must be a regular expression, but was `" + pattern + "`.", e);
        }
    }
}
