// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "bought-before",
        description = "Derives BOUGHT_BEFORE anew from the PURCHASED relationships of the database.",
        mixinStandardHelpOptions = true)
final class BoughtBeforeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private RuleOptions ruleOptions;

    @Mixin
    private TargetOptions targetOptions;

    @Override
    public Integer call() {
        BoughtBefore.Rules rules = ruleOptions.rules();
        try (GraphTarget target = targetOptions.open(ImportCommand.monitor(spec))) {
            ImportCommand.out(spec)
                    .println(new PurchaseImport(target, rules, ImportCommand.monitor(spec)).run(Map.of(), Set.of()));
        }
        return 0;
    }
}
