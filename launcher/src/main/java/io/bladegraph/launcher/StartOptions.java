// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import picocli.CommandLine.Option;

/** What a start may change about a home; what is not given stays as the last start left it. */
final class StartOptions {
    @Option(names = "--http-port", paramLabel = "N", description = "Port of Neo4j Browser and HTTP, first 7474.")
    Integer httpPort;

    @Option(names = "--bolt-port", paramLabel = "N", description = "Port of Bolt, first 7687.")
    Integer boltPort;

    @Option(names = "--heap", paramLabel = "SIZE", description = "Largest heap, such as 512m or 4g; first 2g.")
    String heap;

    @Option(
            names = "--password",
            paramLabel = "P",
            defaultValue = "${env:BLADE_PASSWORD:-" + Option.NULL_VALUE + "}",
            description = "Password of the user neo4j, at least 8 characters; turns authentication on. "
                    + "Also read from the environment variable BLADE_PASSWORD.")
    String password;

    /** Applies these options to the settings of a home. */
    void applyTo(Settings settings) {
        Ports ports = ports(settings);
        settings.put("server.default_listen_address", "127.0.0.1");
        settings.put("server.bolt.enabled", "true");
        settings.put(Settings.BOLT_ADDRESS, "127.0.0.1:" + ports.bolt());
        settings.put("server.bolt.advertised_address", "127.0.0.1:" + ports.bolt());
        settings.put("server.http.enabled", "true");
        settings.put(Settings.HTTP_ADDRESS, "127.0.0.1:" + ports.http());
        settings.put("server.http.advertised_address", "127.0.0.1:" + ports.http());
        settings.put("server.https.enabled", "false");
        settings.putDefault(Settings.AUTH, "false");
        if (password != null) {
            settings.put(Settings.AUTH, "true");
        }
        settings.putDefault(Settings.HEAP, "2g");
        if (heap != null) {
            settings.put(Settings.HEAP, heap);
        }
        settings.putDefault("server.memory.pagecache.size", "256m");
        settings.putDefault("dbms.security.procedures.unrestricted", "gds.*");
        settings.putDefault("dbms.usage_report.enabled", "false");
        // otherwise an empty database takes 517 MB
        settings.putDefault("db.tx_log.preallocate", "false");
        // otherwise a stop waits 12 s for connections that a local server does not have
        settings.putDefault("internal.dbms.bolt.netty_server_shutdown_quiet_period", "0");
        settings.addJvmOption("--add-opens=java.base/java.nio=ALL-UNNAMED");
        settings.addJvmOption("--add-opens=java.base/java.io=ALL-UNNAMED");
        settings.addJvmOption("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED");
        settings.addJvmOption("--add-modules=jdk.incubator.vector");
    }

    /** The ports that a start with these options uses. */
    Ports ports(Settings settings) {
        return new Ports(
                httpPort != null ? httpPort : settings.port(Settings.HTTP_ADDRESS, 7474),
                boltPort != null ? boltPort : settings.port(Settings.BOLT_ADDRESS, 7687));
    }

    /** Fails on values that Neo4j or Java would refuse much later. */
    void check() {
        if (heap != null && !heap.matches("[1-9]\\d*[mgMG]")) {
            throw new IllegalArgumentException("`--heap` must be a number of m or g such as 2g, but was " + heap + ".");
        }
        if (password != null && password.length() < 8) {
            throw new IllegalArgumentException(
                    "`--password` must have at least 8 characters, but had " + password.length() + ".");
        }
    }
}
