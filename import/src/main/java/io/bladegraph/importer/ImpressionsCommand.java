// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "impressions",
        description = "Imports recommendations that were shown, and what came of them, as SHOWN.",
        mixinStandardHelpOptions = true)
final class ImpressionsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            description = "with the columns id, customer, product, shownAt, clickedAt, cartAt, purchasedAt")
    private Path file;

    @Option(
            names = "--property",
            paramLabel = "NAME[=COLUMN][:TYPE]",
            description = "a further property, repeatable; types: string, long, double, boolean, datetime, string[]")
    private List<String> properties = new ArrayList<>();

    @Mixin
    private FileOptions fileOptions;

    @Mixin
    private TargetOptions targetOptions;

    @Override
    public Integer call() {
        List<PropertyColumn> columns =
                properties.stream().map(PropertyColumn::of).toList();
        try (GraphTarget target = targetOptions.open(ImportCommand.monitor(spec))) {
            ImportCommand.out(spec)
                    .println(new ImpressionImport(target, ImportCommand.monitor(spec))
                            .run(file, fileOptions.format(), columns, fileOptions.times()));
        }
        return 0;
    }
}
