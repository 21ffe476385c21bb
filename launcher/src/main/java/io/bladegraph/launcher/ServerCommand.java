// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code blade server}: the local Neo4j. */
@Command(
        name = "server",
        description = "Starts and stops a local Neo4j with the plugin. It listens on 127.0.0.1 only.",
        subcommands = {
            ServerCommand.Start.class,
            ServerCommand.Stop.class,
            ServerCommand.Status.class,
            ServerCommand.Console.class
        })
final class ServerCommand implements Runnable {
    private static final int NOT_RUNNING = 3;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: start, stop, status or console.");
    }

    private abstract static sealed class OnHome implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private HomeOption homeOption;

        final PrintWriter out() {
            return spec.commandLine().getOut();
        }

        final Home home() {
            return homeOption.home(Distribution.current());
        }

        final Server server() {
            return new Server(Distribution.current(), home(), out());
        }
    }

    /** Starts the server and waits until it answers. */
    @Command(
            name = "start",
            description = "Starts Neo4j in an empty or an existing home; returns when HTTP and Bolt answer. "
                    + "Ports, heap and authentication stay as the last start of the home left them unless given.")
    static final class Start extends OnHome {
        @Mixin
        private StartOptions options;

        @Override
        public Integer call() {
            out().println("Starting Neo4j " + Distribution.version("neo4j") + " in " + home().path() + " ...");
            out().flush();
            Ports ports = server().start(options);
            out().println("Neo4j Browser: " + ports.httpAddress() + "/browser/");
            out().println("Bolt:          " + ports.boltAddress());
            return CommandLine.ExitCode.OK;
        }
    }

    /** Stops the server and waits for its end. */
    @Command(name = "stop", description = "Stops Neo4j and waits for its end.")
    static final class Stop extends OnHome {
        @Override
        public Integer call() {
            out().println(server().stop() ? "Neo4j has stopped." : "Neo4j is not running in " + home().path() + ".");
            return CommandLine.ExitCode.OK;
        }
    }

    /** Tells whether the server runs. */
    @Command(
            name = "status",
            description = "Prints process and ports; the exit code is 0 if Neo4j runs and 3 if it does not.")
    static final class Status extends OnHome {
        @Override
        public Integer call() {
            Optional<ProcessHandle> process = server().process();
            if (process.isEmpty()) {
                out().println("Neo4j is not running in " + home().path() + ".");
                return NOT_RUNNING;
            }
            Ports ports = server().ports();
            out().println("Neo4j is running in " + home().path() + " as process "
                    + process.get().pid() + (ports.answer() ? "." : ", but does not answer yet."));
            out().println("Neo4j Browser: " + ports.httpAddress() + "/browser/");
            out().println("Bolt:          " + ports.boltAddress());
            return CommandLine.ExitCode.OK;
        }
    }

    /** Runs the server in the foreground. */
    @Command(name = "console", description = "Runs Neo4j in the foreground; Ctrl-C stops it.")
    static final class Console extends OnHome {
        @Mixin
        private StartOptions options;

        @Override
        public Integer call() throws InterruptedException {
            return server().console(options);
        }
    }
}
