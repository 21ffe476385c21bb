// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "co-views",
        description = "Imports pairs of products viewed together as VIEWED_WITH.",
        mixinStandardHelpOptions = true)
final class CoViewsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "a line per pair, in either order")
    private Path file;

    @Option(names = "--product-column", paramLabel = "NAME", description = "default: product, or what is usual")
    private String product;

    @Option(names = "--other-column", paramLabel = "NAME", description = "default: other")
    private String other;

    @Option(
            names = "--views-column",
            paramLabel = "NAME",
            description = "default: views; '' or none there: every line is one view")
    private String views;

    @Mixin
    private FileOptions fileOptions;

    @Mixin
    private TargetOptions targetOptions;

    @Override
    public Integer call() {
        try (GraphTarget target = targetOptions.open(ImportCommand.monitor(spec))) {
            CoViewImport.Columns columns = new CoViewImport.Columns(
                    Column.PRODUCT.or(product), Column.OTHER.or(other), Column.VIEWS.or(views));
            ImportCommand.out(spec)
                    .println(new CoViewImport(target, ImportCommand.monitor(spec))
                            .run(file, fileOptions.format(), columns));
        }
        return 0;
    }
}
