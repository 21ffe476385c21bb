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

@Command(name = "products", description = "Imports properties of products.", mixinStandardHelpOptions = true)
final class ProductsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "a line per product")
    private Path file;

    @Option(names = "--id-column", paramLabel = "NAME", description = "default: id, or what is usual")
    private String idColumn;

    @Option(
            names = "--property",
            paramLabel = "NAME[=COLUMN][:TYPE]",
            description = "a property, repeatable; types: string, long, double, boolean, datetime, string[]")
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
                    .println(new ProductImport(target, ImportCommand.monitor(spec))
                            .run(file, fileOptions.format(), Column.ID.or(idColumn), columns, fileOptions.times()));
        }
        return 0;
    }
}
