// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import io.bladegraph.Monitor;
import io.bladegraph.importer.lock.LockedException;
import io.bladegraph.importer.nightly.Outcome;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.neo4j.driver.exceptions.Neo4jException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command {@code import} with a subcommand for every kind of file. */
@Command(
        name = "import",
        description = "Makes product graphs from files.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            PurchasesCommand.class,
            BoughtBeforeCommand.class,
            EdgesCommand.class,
            CoViewsCommand.class,
            ImpressionsCommand.class,
            ProductsCommand.class,
            ProductLinesCommand.class,
            ShopCommand.class,
            NightlyCommand.class,
            DemoShopCommand.class
        })
public final class ImportCommand implements Runnable {
    /** Exit code of an import that another one kept out, as of a night. */
    static final int LOCKED = Outcome.LOCKED.exitCode();

    @Spec
    private CommandSpec spec;

    /** Runs the command by itself and ends the process: 0 done, 1 failed, 2 wrong usage, 4 locked. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command, ready to be executed; failures become one readable message. */
    public static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new ImportCommand());
        prepare(commandLine);
        return commandLine;
    }

    /**
     * Teaches a command line with this command in it to read ISO 8601 days and to print errors without a stack trace.
     *
     * @param commandLine of which {@code import} is a subcommand
     */
    public static void prepare(CommandLine commandLine) {
        commandLine.registerConverter(Duration.class, new DurationConverter());
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (!isForUser(failure)) {
                throw failure;
            }
            command.getErr().println(failure.getMessage());
            return exitCode(failure);
        });
    }

    /** The exit code of a command that failed for a reason that the user can mend. */
    public static int exitCode(Exception failure) {
        return failure instanceof LockedException ? LOCKED : CommandLine.ExitCode.SOFTWARE;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    static Monitor monitor(CommandSpec spec) {
        return new ConsoleMonitor(spec.commandLine().getErr());
    }

    static PrintWriter out(CommandSpec spec) {
        return spec.commandLine().getOut();
    }

    private static boolean isForUser(Exception failure) {
        return failure instanceof ImportException
                || failure instanceof LockedException
                || failure instanceof IllegalArgumentException
                || failure instanceof Neo4jException
                || failure instanceof UncheckedIOException;
    }

    private static final class DurationConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                return Duration.parse(text);
            } catch (DateTimeParseException e) {
                throw new TypeConversionException("`" + text + "` is not a duration like P90D or PT12H");
            }
        }
    }
}
