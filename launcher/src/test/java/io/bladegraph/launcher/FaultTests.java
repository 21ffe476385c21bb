// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import static io.bladegraph.launcher.FaultGraph.require;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Kills a real server at random moments, fills its disk, and asks it from many clients at once; too slow for the build.
 * {@code launcher/fault-tests.sh} runs it.
 */
@Command(name = "fault-tests", mixinStandardHelpOptions = true)
final class FaultTests implements Callable<Integer> {
    private static final int CHECK_EVERY = 5;

    /** What can go wrong. */
    private enum Part {
        DISK,
        CLIENTS,
        KILL
    }

    @Spec
    private CommandSpec spec;

    @Option(names = "--checkout", required = true, description = "where `./blade` has been run")
    private Path checkout;

    @Option(names = "--folder", required = true, description = "an empty folder, or none yet")
    private Path folder;

    @Option(names = "--only", description = "one of ${COMPLETION-CANDIDATES} (default: all)")
    private Part only;

    @Option(names = "--times", description = "kills of each kind (default: ${DEFAULT-VALUE})")
    private int times = 20;

    @Option(names = "--products", description = "default: ${DEFAULT-VALUE}")
    private int products = 20_000;

    @Option(names = "--clients", description = "clients at once (default: ${DEFAULT-VALUE})")
    private int clients = 50;

    @Option(names = "--seed", description = "of the moments (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(names = "--http-port", description = "default: ${DEFAULT-VALUE}")
    private int httpPort = 7674;

    @Option(names = "--bolt-port", description = "default: ${DEFAULT-VALUE}")
    private int boltPort = 7887;

    private SplittableRandom random;
    private FaultServer server;

    private FaultTests() {}

    /** Runs the fault tests; the exit code is 0 if everything held. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new FaultTests())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        random = new SplittableRandom(seed);
        for (Part part : only == null ? Part.values() : new Part[] {only}) {
            Ports ports = new Ports(httpPort, boltPort);
            Path home = folder.resolve(part.name());
            try (FaultServer opened = new FaultServer(checkout, home, ports, part != Part.CLIENTS)) {
                server = opened;
                run(part);
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private void run(Part part) throws Exception {
        server.start();
        say("started");
        FaultGraph graph = new FaultGraph(server, products);
        graph.create();
        say(products + " products");
        switch (part) {
            case DISK -> say(new FullDisk(server, graph, folder).run());
            case CLIENTS -> new BusyClients(server, graph, clients).run().forEach(this::say);
            case KILL -> kill(KillTrial.all(server, graph), graph);
        }
    }

    /** Takes turns, so that a run that is cut short has met all kinds of work. */
    private void kill(List<KillTrial> trials, FaultGraph graph) throws Exception {
        List<Map<String, Integer>> found = new ArrayList<>();
        List<Long> nanos = new ArrayList<>();
        for (KillTrial trial : trials) {
            found.add(new TreeMap<>());
            nanos.add(undisturbed(trial));
            say(trial.name() + " takes " + nanos.get(nanos.size() - 1) / 1_000_000 + " ms");
        }
        int models = graph.readModels();
        for (int n = 1; n <= times; n++) {
            for (int i = 0; i < trials.size(); i++) {
                long begin = System.nanoTime();
                KillTrial trial = trials.get(i);
                String outcome = killDuring(trial, n, nanos.get(i));
                require(graph.readModels() == models, "There are not " + models + " models.");
                found.get(i).merge(outcome, 1, Integer::sum);
                if (n % CHECK_EVERY == 0) {
                    server.checkStore();
                    outcome += ", store checked";
                }
                long seconds = (System.nanoTime() - begin) / 1_000_000_000;
                say(trial.name() + ", " + n + " of " + times + ": " + outcome + ", " + seconds + " s");
            }
        }
        server.checkStore();
        for (int i = 0; i < trials.size(); i++) {
            say("| " + trials.get(i).name() + " | " + nanos.get(i) / 1_000_000 + " ms | " + times + " | "
                    + found.get(i));
        }
    }

    private String killDuring(KillTrial trial, int n, long nanos) throws Exception {
        CompletableFuture<Void> work = CompletableFuture.runAsync(() -> trial.run(n));
        awaitBegin(trial, work);
        LockSupport.parkNanos(random.nextLong(nanos));
        server.kill();
        boolean ended = hasEnded(work);
        boolean unfinished = !server.unfinished().isEmpty();
        server.start();
        require(server.unfinished().isEmpty(), "The restart left " + server.unfinished());
        String found = trial.found(n);
        require(!ended || found.contains("new"), "The work had ended, but what was found is: " + found);
        trial.run(n);
        trial.requireDone(n);
        return found + (unfinished ? ", an unfinished file" : "") + (ended ? ", the call had just ended" : "");
    }

    /** Whether the call returned before its server was killed. */
    private static boolean hasEnded(CompletableFuture<Void> work) throws Exception {
        try {
            work.orTimeout(1, TimeUnit.MINUTES).join();
            return true;
        } catch (CompletionException e) {
            if (e.getCause() instanceof ServiceUnavailableException) {
                return false;
            }
            throw e;
        }
    }

    private static void awaitBegin(KillTrial trial, CompletableFuture<Void> work) {
        while (!trial.hasBegun() && !work.isDone()) {
            Thread.onSpinWait();
        }
    }

    /** How long the part that will be killed takes; the third time, because the first ones are slower. */
    private static long undisturbed(KillTrial trial) throws Exception {
        long nanos = 0;
        for (int n = -2; n <= 0; n++) {
            int number = n;
            CompletableFuture<Void> work = CompletableFuture.runAsync(() -> trial.run(number));
            awaitBegin(trial, work);
            long begin = System.nanoTime();
            work.join();
            nanos = System.nanoTime() - begin;
            if (n > -2) {
                trial.requireDone(n);
            }
        }
        return nanos;
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(LocalTime.now(ZoneId.systemDefault()).format(DateTimeFormatter.ofPattern("HH:mm:ss")) + " " + line);
        out.flush();
    }
}
