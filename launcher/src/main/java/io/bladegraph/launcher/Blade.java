// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import io.bladegraph.importer.ImportCommand;
import io.bladegraph.importer.ImportException;
import io.bladegraph.importer.lock.LockedException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.neo4j.driver.exceptions.Neo4jException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code blade} command. */
@Command(
        name = "blade",
        description = "Directed product recommendation in Neo4j.",
        subcommands = {DemoCommand.class, ServerCommand.class, ImportCommand.class, CypherCommand.class},
        footer = {
            "",
            "Start here: blade demo",
        })
public final class Blade implements Runnable {
    @Spec
    private CommandSpec spec;

    private Blade() {}

    /**
     * Runs one command and exits with its code.
     *
     * @param arguments what the user typed
     */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The whole command line, ready to execute. */
    static CommandLine commandLine() {
        CommandLine blade = new CommandLine(new Blade());
        addHelp(blade);
        ImportCommand.prepare(blade);
        ImportDefaults.addTo(blade);
        return blade.setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do, for example: blade demo");
    }

    private static void addHelp(CommandLine command) {
        if (command.getCommandSpec().findOption("--help") == null) {
            command.getCommandSpec().mixinStandardHelpOptions(true).version(Distribution.version("blade"));
        }
        command.setUsageHelpAutoWidth(true);
        command.getSubcommands().values().forEach(Blade::addHelp);
    }

    /** A failure that names its cause is shown as a sentence, any other with its stack trace: that one is ours. */
    static int report(Exception failure, CommandLine command) throws Exception {
        boolean expected = failure instanceof IllegalArgumentException
                || failure instanceof IllegalStateException
                || failure instanceof UncheckedIOException
                || failure instanceof ImportException
                || failure instanceof LockedException
                || failure instanceof Neo4jException;
        if (!expected) {
            throw failure;
        }
        PrintWriter err = command.getErr();
        err.println(command.getColorScheme().errorText(failure.getMessage()));
        return ImportCommand.exitCode(failure);
    }
}
