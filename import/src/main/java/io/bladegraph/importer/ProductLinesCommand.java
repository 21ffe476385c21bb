// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "product-lines",
        description = "Imports products whose properties stand in parallel files, line i for product i.",
        mixinStandardHelpOptions = true)
final class ProductLinesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "one product id a line")
    private Path file;

    @Option(
            names = "--lookup",
            paramLabel = "NAME=POSITIONS,VALUES",
            description = "a property, repeatable: per product positions in a list of values, beside FILE")
    private Map<String, String> lookups = new LinkedHashMap<>();

    @Mixin
    private TargetOptions targetOptions;

    @Override
    public Integer call() {
        Map<String, ProductLinesImport.Lookup> files = new LinkedHashMap<>();
        lookups.forEach((name, text) -> files.put(name, lookup(name, text)));
        try (GraphTarget target = targetOptions.open(ImportCommand.monitor(spec))) {
            ImportCommand.out(spec)
                    .println(new ProductLinesImport(target, ImportCommand.monitor(spec)).run(file, files));
        }
        return 0;
    }

    private ProductLinesImport.Lookup lookup(String name, String text) {
        int comma = text.indexOf(',');
        if (comma < 0) {
            throw new ImportException(
                    "`--lookup " + name + "` must name two files, POSITIONS,VALUES, but was `" + text + "`.");
        }
        return new ProductLinesImport.Lookup(
                file.resolveSibling(text.substring(0, comma)), file.resolveSibling(text.substring(comma + 1)));
    }
}
