// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import java.util.ArrayList;
import java.util.List;
import org.neo4j.driver.AuthToken;
import org.neo4j.driver.AuthTokens;
import picocli.CommandLine.Option;

/** Which server, which database, and as whom. */
class ServerOptions {
    @Option(names = "--address", paramLabel = "HOST", description = "address of the server (default: ${DEFAULT-VALUE})")
    String address = "127.0.0.1";

    @Option(
            names = "--bolt-port",
            paramLabel = "N",
            description = "Bolt port of the server (default: that of the home under `blade`, else 7687)")
    int boltPort = 7687;

    @Option(names = "--user", paramLabel = "NAME", description = "user (default: ${DEFAULT-VALUE})")
    String user = "neo4j";

    @Option(
            names = "--password",
            paramLabel = "P",
            defaultValue = "${env:BLADE_PASSWORD:-" + Option.NULL_VALUE + "}",
            description =
                    "password, if the server asks for one; also read from the environment variable BLADE_PASSWORD")
    String password;

    @Option(names = "--database", paramLabel = "NAME", description = "database (default: ${DEFAULT-VALUE})")
    String database = "neo4j";

    final String uri() {
        return "bolt://" + address + ":" + boltPort;
    }

    final AuthToken auth() {
        return password == null ? AuthTokens.none() : AuthTokens.basic(user, password);
    }

    /** The same options for another command. */
    final List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                "--address", address, "--bolt-port", String.valueOf(boltPort), "--user", user, "--database", database));
        if (password != null) {
            arguments.addAll(List.of("--password", password));
        }
        return arguments;
    }
}
