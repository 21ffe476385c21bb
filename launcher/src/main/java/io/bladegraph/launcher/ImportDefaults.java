// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Lets the commands under {@code blade import} find the server of a home, as {@code blade cypher} does. */
final class ImportDefaults {
    private static final String ADDRESS = "--address";
    private static final String BOLT_PORT = "--bolt-port";

    private ImportDefaults() {}

    /** Adds {@code --home} to the commands that write to a server. */
    static void addTo(CommandLine blade) {
        for (CommandLine command :
                blade.getSubcommands().get("import").getSubcommands().values()) {
            CommandSpec spec = command.getCommandSpec();
            if (spec.findOption(ADDRESS) != null) {
                spec.addMixin("home", CommandSpec.forAnnotatedObject(new HomeOption()));
            }
        }
        blade.setExecutionStrategy(parsed -> {
            for (ParseResult command = parsed; command != null; command = command.subcommand()) {
                fillIn(command);
            }
            return new CommandLine.RunLast().execute(parsed);
        });
    }

    /** A server elsewhere has nothing to do with the home here. */
    private static void fillIn(ParseResult command) {
        CommandSpec spec = command.commandSpec();
        boolean local = spec.findOption(ADDRESS) != null && !command.hasMatchedOption(ADDRESS);
        if (local && !command.hasMatchedOption(BOLT_PORT)) {
            Path folder =
                    command.matchedOptionValue("--home", Distribution.current().defaultHome());
            Settings settings = Settings.read(new Home(folder).configuration());
            spec.findOption(BOLT_PORT).setValue(settings.port(Settings.BOLT_ADDRESS, 7687));
        }
    }
}
