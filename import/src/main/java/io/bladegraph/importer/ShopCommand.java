// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "shop",
        description = "Imports a folder made by demo-shop: products, purchases, views and impressions.",
        mixinStandardHelpOptions = true)
final class ShopCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "the folder")
    private Path folder;

    @Mixin
    private RuleOptions ruleOptions;

    @Mixin
    private TargetOptions targetOptions;

    @Override
    public Integer call() {
        BoughtBefore.Rules rules = ruleOptions.rules();
        try (GraphTarget target = targetOptions.open(ImportCommand.monitor(spec))) {
            new ShopImport(target, rules, ImportCommand.monitor(spec)).run(folder, ImportCommand.out(spec)::println);
        }
        return 0;
    }
}
