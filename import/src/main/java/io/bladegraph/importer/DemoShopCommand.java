// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import io.bladegraph.importer.shop.DemoShop;
import io.bladegraph.importer.shop.ShopConfig;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "demo-shop",
        description = "Generates a made-up shop as CSV files; needs no server.",
        mixinStandardHelpOptions = true)
final class DemoShopCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "folder for the files")
    private Path out;

    @Option(names = "--products", paramLabel = "N", description = "default: ${DEFAULT-VALUE}")
    private int products = ShopConfig.DEFAULT.products();

    @Option(names = "--customers", paramLabel = "N", description = "default: ten per product")
    private Integer customers;

    @Option(names = "--seed", paramLabel = "N", description = "default: ${DEFAULT-VALUE}")
    private long seed = ShopConfig.DEFAULT.seed();

    @Override
    public Integer call() {
        ShopConfig config =
                customers == null ? ShopConfig.of(products, seed) : new ShopConfig(products, customers, seed);
        DemoShop.Summary made = DemoShop.generate(config, out, ImportCommand.monitor(spec));
        ImportCommand.out(spec)
                .println(String.format(
                        Locale.ROOT,
                        "%s: %,d products, %,d purchases, %,d co-viewed pairs, %,d impressions, %,d true pairs",
                        out,
                        made.products(),
                        made.purchases(),
                        made.views(),
                        made.impressions(),
                        made.truePairs()));
        return 0;
    }
}
