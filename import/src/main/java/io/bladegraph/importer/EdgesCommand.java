// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import java.nio.file.Path;
import java.util.HashSet;
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
        name = "edges",
        description = "Imports a ready list of relationships between products.",
        mixinStandardHelpOptions = true)
final class EdgesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "a line per relationship: source, target and perhaps relation")
    private Path file;

    @Option(
            names = "--map",
            paramLabel = "RELATION=TYPE",
            description = "relationship type of a relation, repeatable; other relations are skipped")
    private Map<String, String> types = new LinkedHashMap<>();

    @Option(names = "--type", paramLabel = "TYPE", description = "relationship type of all lines, instead of --map")
    private String type;

    @Option(names = "--source-column", paramLabel = "NAME", description = "default: source, or 1 without a header")
    private String source;

    @Option(names = "--target-column", paramLabel = "NAME", description = "default: target, or 2 without a header")
    private String end;

    @Option(names = "--relation-column", paramLabel = "NAME", description = "default: relation, or 3 without a header")
    private String relation;

    @Option(
            names = "--catalog-only",
            description = "keep only what points to a product that is a source itself: related-product lists have "
                    + "outgoing relationships of the catalog's products only")
    private boolean catalogOnly;

    @Option(
            names = "--catalog",
            paramLabel = "FILE",
            description = "keep only what has both ends in this list, one id a line, no header")
    private Path catalog;

    @Mixin
    private FileOptions fileOptions;

    @Mixin
    private TargetOptions targetOptions;

    @Override
    public Integer call() {
        if (types.isEmpty() == (type == null)) {
            throw new ImportException("Give either `--map RELATION=TYPE` or `--type TYPE`.");
        }
        EdgeImport.Layout layout = new EdgeImport.Layout(
                column(Column.SOURCE, source, "1"),
                column(Column.TARGET, end, "2"),
                type != null ? Column.NONE : column(Column.RELATION, relation, "3"),
                type != null ? Map.of("", type) : types);
        EdgeImport.Scope scope = scope();
        try (GraphTarget target = targetOptions.open(ImportCommand.monitor(spec))) {
            ImportCommand.out(spec)
                    .println(new EdgeImport(target, ImportCommand.monitor(spec))
                            .run(file, fileOptions.format(), layout, scope));
        }
        return 0;
    }

    private Column column(Column column, String given, String position) {
        return column.or(given == null && fileOptions.noHeader ? position : given);
    }

    private EdgeImport.Scope scope() {
        if (catalog == null) {
            return catalogOnly ? new EdgeImport.Scope.Sources() : new EdgeImport.Scope.All();
        }
        return new EdgeImport.Scope.Catalog(new HashSet<>(new Ids(FileFormat.DEFAULT.missing()).ofLines(catalog)));
    }
}
