// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import org.neo4j.driver.AuthToken;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options by which a command reaches the server. */
final class Connection {
    @Mixin
    private HomeOption home;

    @Option(
            names = "--bolt-port",
            paramLabel = "N",
            description = "Port of Bolt; default: the one that the home was last started with.")
    private Integer boltPort;

    @Option(names = "--user", paramLabel = "NAME", defaultValue = "neo4j", description = "Default: ${DEFAULT-VALUE}.")
    private String user;

    @Option(
            names = "--password",
            paramLabel = "P",
            defaultValue = "${env:BLADE_PASSWORD:-" + Option.NULL_VALUE + "}",
            description =
                    "Needed where authentication is on. " + "Also read from the environment variable BLADE_PASSWORD.")
    private String password;

    /** A driver for the server; the caller closes it. */
    Driver open() {
        Distribution distribution = Distribution.current();
        int port = boltPort != null
                ? boltPort
                : Settings.read(home.home(distribution).configuration()).port(Settings.BOLT_ADDRESS, 7687);
        return open(port, user, password);
    }

    static Driver open(int boltPort, String user, String password) {
        AuthToken token = password == null ? AuthTokens.none() : AuthTokens.basic(user, password);
        return GraphDatabase.driver("bolt://127.0.0.1:" + boltPort, token);
    }
}
