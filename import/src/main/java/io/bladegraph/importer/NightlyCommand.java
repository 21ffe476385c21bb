// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import io.bladegraph.importer.lock.LockedException;
import io.bladegraph.importer.nightly.Nightly;
import io.bladegraph.importer.nightly.NightlyConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "nightly",
        description = "Imports what is new, trains on from yesterday's model, publishes the result unless it is worse,"
                + " and writes embeddings, related products, thresholds and a report.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:everything was renewed",
            "1:failed, see the report",
            "2:wrong usage",
            "3:the candidate was worse; yesterday's model stays",
            "4:another night or import is not finished; nothing was done",
            "5:the database does not answer, or refuses the user",
            "6:a file was refused; nothing was trained",
            "7:the model was renewed, not all that is learned from impressions was"
        })
final class NightlyCommand implements Callable<Integer>, Nightly.Connection, Nightly.Increment {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            required = true,
            description = "folder of the lock, the log and the report")
    private Path folder;

    @Option(
            names = "--import",
            paramLabel = "'COMMAND FILE ...'",
            description = "what is new, as one would type it after `import`, repeatable")
    private List<String> imports = new ArrayList<>();

    @Option(names = "--model", paramLabel = "NAME", description = "default: ${DEFAULT-VALUE}")
    private String model = "nightly";

    @Option(names = "--node-label", paramLabel = "LABEL", description = "default: ${DEFAULT-VALUE}")
    private String label = ShopGraph.PRODUCT;

    @Option(names = "--type", paramLabel = "TYPE", description = "default: ${DEFAULT-VALUE}")
    private String type = ShopGraph.BOUGHT_BEFORE.type();

    @Option(names = "--weight-property", paramLabel = "NAME", description = "of --type; '' for none (default: weight)")
    private String weightProperty = "weight";

    @Option(names = "--co-view-type", paramLabel = "TYPE", description = "products viewed together (default: none)")
    private String coViewType = "";

    @Option(names = "--train", paramLabel = "KEY=VALUE", description = "a key of blade.train, repeatable")
    private Map<String, String> training = new LinkedHashMap<>();

    @Option(
            names = "--first-night",
            paramLabel = "KEY=VALUE",
            description = "a key of blade.train for the night that finds no model, repeatable")
    private Map<String, String> firstNight = new LinkedHashMap<>();

    @Option(
            names = "--tolerance",
            paramLabel = "SHARE",
            description = "share of yesterday's HitRate by which a candidate may be worse"
                    + " (default: one standard error of that HitRate)")
    private double tolerance = Double.NaN;

    @Option(names = "--k", paramLabel = "N", description = "related products per product (default: ${DEFAULT-VALUE})")
    private int k = 10;

    @Option(
            names = "--feature",
            paramLabel = "NAME",
            description = "a property of SHOWN that tells conversions apart, repeatable")
    private List<String> features = new ArrayList<>();

    @Option(names = "--observation-window", paramLabel = "DURATION", description = "default: P1D")
    private Duration observationWindow = Duration.ofDays(1);

    @Option(names = "--attribution-window", paramLabel = "DURATION", description = "default: P30D")
    private Duration attributionWindow = Duration.ofDays(30);

    @Option(
            names = "--precision",
            paramLabel = "SHARE",
            description = "share of what the thresholds let through that has to convert (default: no thresholds)")
    private double precision = Double.NaN;

    @Option(names = "--now", paramLabel = "TIME", description = "ISO 8601 (default: the present)")
    private ZonedDateTime now;

    @Mixin
    private ServerOptions server;

    @Override
    public Integer call() throws IOException {
        return new Nightly(config(), folder, spec.commandLine().getOut())
                .run(this, this)
                .exitCode();
    }

    private NightlyConfig config() {
        Map<String, Object> graph = new LinkedHashMap<>(Map.of("nodeLabels", label, "relationshipTypes", type));
        if (!weightProperty.isEmpty()) {
            graph.put("relationshipWeightProperty", weightProperty);
        }
        if (!coViewType.isEmpty()) {
            graph.put("coViewTypes", coViewType);
        }
        var impressions = new NightlyConfig.Impressions(
                features,
                observationWindow.toString(),
                attributionWindow.toString(),
                precision,
                now == null ? ZonedDateTime.now(ZoneOffset.UTC) : now);
        return new NightlyConfig(model, graph, values(training), values(firstNight), tolerance, k, impressions);
    }

    private static Map<String, Object> values(Map<String, String> texts) {
        Map<String, Object> values = new LinkedHashMap<>();
        texts.forEach((key, text) -> values.put(key, value(text)));
        return values;
    }

    private static Object value(String text) {
        if (text.matches("-?\\d{1,18}")) {
            return Long.valueOf(text);
        } else if (text.matches("-?\\d*\\.\\d+")) {
            return Double.valueOf(text);
        }
        return text.equals("true") || text.equals("false") ? Boolean.valueOf(text) : text;
    }

    @Override
    public Driver open() {
        Driver driver = GraphDatabase.driver(server.uri(), server.auth());
        try {
            driver.verifyConnectivity();
            return driver;
        } catch (RuntimeException e) {
            driver.close();
            throw e;
        }
    }

    @Override
    public String database() {
        return server.database;
    }

    @Override
    public List<String> run() {
        List<String> lines = new ArrayList<>();
        for (String line : imports) {
            StringWriter printed = new StringWriter();
            List<String> arguments = words(line);
            arguments.addAll(server.arguments());
            CommandLine command = ImportCommand.commandLine();
            command.setOut(new PrintWriter(printed, true));
            command.setErr(new PrintWriter(printed, true));
            int exitCode = command.execute(arguments.toArray(String[]::new));
            if (exitCode != CommandLine.ExitCode.OK) {
                String message =
                        "`import " + line + "` failed: " + printed.toString().strip();
                throw exitCode == ImportCommand.LOCKED
                        ? new LockedException(message)
                        : new IllegalArgumentException(message);
            }
            printed.toString().lines().filter(text -> !isProgress(text)).forEach(lines::add);
        }
        return lines;
    }

    private static boolean isProgress(String line) {
        return line.startsWith(ConsoleMonitor.INDENT);
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            for (int group = 1; group <= 3; group++) {
                if (matcher.group(group) != null) {
                    words.add(matcher.group(group));
                }
            }
        }
        return words;
    }
}
