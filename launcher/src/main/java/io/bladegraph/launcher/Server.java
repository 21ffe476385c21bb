// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** The Neo4j process of one home: starts, stops and finds it. */
final class Server {
    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final Duration STOP_LIMIT = Duration.ofMinutes(2);
    private static final int SHOWN_LOG_LINES = 15;
    private static final Pattern STACK_FRAME = Pattern.compile("\\s+(at .*|\\.\\.\\. \\d+ more)");

    private final Distribution distribution;
    private final Home home;
    private final PrintWriter out;

    /**
     * Talks about the server of a home; starts nothing.
     *
     * @param distribution the jars to run
     * @param home where the server lives
     * @param out where progress goes
     */
    Server(Distribution distribution, Home home, PrintWriter out) {
        this.distribution = distribution;
        this.home = home;
        this.out = out;
    }

    /** The ports that the configuration of the home names. */
    Ports ports() {
        return new StartOptions().ports(Settings.read(home.configuration()));
    }

    /**
     * The running process, if there is one. A process id may have been given to another program since, therefore the
     * command line has to name this home.
     */
    Optional<ProcessHandle> process() {
        return home.pid().stream()
                .boxed()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .filter(process -> process.info()
                        .arguments()
                        .map(List::of)
                        .orElse(List.of())
                        .contains(homeArgument()))
                .findFirst();
    }

    /**
     * Starts the server and returns when HTTP and Bolt answer, at once if it runs already.
     *
     * @return the ports that answer
     */
    Ports start(StartOptions options) {
        options.check();
        home.create();
        FileChannel lock = lock();
        try {
            if (process().isPresent()) {
                return alreadyRunning(options);
            }
            Settings settings = prepare(options);
            Ports ports = options.ports(settings);
            Process process = launch(
                    settings, ProcessBuilder.Redirect.to(home.consoleLog().toFile()));
            awaitAnswer(process.toHandle(), ports);
            verifyPassword(options, ports);
            return ports;
        } finally {
            close(lock);
        }
    }

    /** Runs the server in the foreground. @return its exit code */
    int console(StartOptions options) throws InterruptedException {
        options.check();
        home.create();
        process().ifPresent(running -> {
            throw new IllegalArgumentException("Neo4j is already running in `" + home.path() + "` as process "
                    + running.pid() + ". Maybe stop it first: blade server stop.");
        });
        Process process = launch(prepare(options), ProcessBuilder.Redirect.INHERIT);
        // whoever ends this program, and not only Ctrl-C, means the server
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process.toHandle()), "stop"));
        return process.waitFor();
    }

    private static void end(ProcessHandle process) {
        process.destroy();
        await(STOP_LIMIT, () -> !process.isAlive());
    }

    /** Stops the server and waits for its end. @return false if it was not running */
    boolean stop() {
        Optional<ProcessHandle> running = process();
        running.ifPresent(process -> {
            process.destroy();
            boolean ended = await(STOP_LIMIT, () -> process().isEmpty());
            if (!ended) {
                throw new IllegalStateException("Neo4j did not stop within " + STOP_LIMIT.toMinutes()
                        + " minutes; it is process " + process.pid() + ".");
            }
        });
        try {
            Files.deleteIfExists(home.pidFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return running.isPresent();
    }

    /** Keeps a second start of the same home out until the channel is closed. */
    private FileChannel lock() {
        Path file = home.pidFile().resolveSibling("start.lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw new IllegalArgumentException("Another `blade` is just starting Neo4j in `" + home.path() + "`.");
            }
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Ports alreadyRunning(StartOptions options) {
        Ports ports = ports();
        if (!options.ports(Settings.read(home.configuration())).equals(ports)) {
            throw new IllegalArgumentException("Neo4j is already running in `" + home.path() + "` on the ports "
                    + ports.http() + " and " + ports.bolt() + ". Maybe stop it first: blade server stop.");
        }
        out.println("Neo4j is already running.");
        verifyPassword(options, ports);
        return ports;
    }

    private Settings prepare(StartOptions options) {
        Settings settings = Settings.read(home.configuration());
        options.ports(settings).requireFree();
        options.applyTo(settings);
        settings.write();
        Plugins.install(distribution.plugins(), home.plugins());
        if (options.password != null && home.isFresh()) {
            setInitialPassword(options.password);
        }
        return settings;
    }

    private void setInitialPassword(String password) {
        List<String> command = List.of(
                java(),
                "-cp",
                distribution.neo4j() + "/*",
                "org.neo4j.server.startup.Neo4jAdminCommand",
                "dbms",
                "set-initial-password",
                password);
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(home.consoleLog().toFile());
            builder.environment().put("NEO4J_HOME", home.path().toString());
            builder.environment().put("NEO4J_CONF", home.conf().toString());
            if (builder.start().waitFor() != 0) {
                throw new IllegalStateException("The password could not be set." + lastLogLines());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while setting the password.", e);
        }
    }

    private Process launch(Settings settings, ProcessBuilder.Redirect output) {
        List<String> command = new ArrayList<>();
        // away from the terminal: Ctrl-C ends what runs in it, not a server that was started from it
        if (!output.equals(ProcessBuilder.Redirect.INHERIT) && Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.add(java());
        command.addAll(settings.jvmOptions());
        command.add("-Xmx" + settings.get(Settings.HEAP).orElseThrow().replaceAll("(?i)i?b$", ""));
        command.add("-Dfile.encoding=UTF-8");
        command.add("-cp");
        command.add(home.plugins() + "/*" + File.pathSeparator + home.conf() + "/*" + File.pathSeparator
                + distribution.neo4j() + "/*");
        command.add("org.neo4j.server.CommunityEntryPoint");
        command.add(homeArgument());
        command.add("--config-dir=" + home.conf());
        command.add("--console-mode");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(home.path().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output)
                    .start();
            Files.writeString(home.pidFile(), Long.toString(process.pid()));
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitAnswer(ProcessHandle process, Ports ports) {
        boolean done = await(START_LIMIT, () -> !process.isAlive() || ports.answer());
        if (!process.isAlive()) {
            throw new IllegalStateException("Neo4j ended before it was ready." + lastLogLines());
        }
        if (!done) {
            throw new IllegalStateException("Neo4j does not answer after " + START_LIMIT.toMinutes()
                    + " minutes; it is process " + process.pid() + "." + lastLogLines());
        }
    }

    private void verifyPassword(StartOptions options, Ports ports) {
        if (options.password != null) {
            Password.verify(ports, options.password);
        }
    }

    private static boolean await(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting for Neo4j.", e);
            }
        }
        return true;
    }

    private String lastLogLines() {
        try {
            List<String> lines = Files.readAllLines(home.consoleLog()).stream()
                    .filter(line -> !STACK_FRAME.matcher(line).matches())
                    .toList();
            List<String> last = lines.subList(Math.max(0, lines.size() - SHOWN_LOG_LINES), lines.size());
            return " The end of `" + home.consoleLog() + "`:\n  " + String.join("\n  ", last);
        } catch (IOException e) {
            return " Its log `" + home.consoleLog() + "` cannot be read: " + e + ".";
        }
    }

    private String homeArgument() {
        return "--home-dir=" + home.path();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
