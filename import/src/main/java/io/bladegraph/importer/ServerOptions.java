// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.neo4j.driver.AuthToken;
import org.neo4j.driver.AuthTokens;
import picocli.CommandLine.Option;

/** Which server, which database, and as whom. */
class ServerOptions {
    private static final List<String> SCHEMES = List.of("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc");

    @Option(
            names = "--address",
            paramLabel = "HOST",
            description = "host of the server, or a URI as the drivers take it, such as `neo4j+s://HOST`"
                    + " (default: ${DEFAULT-VALUE})")
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

    /** As the drivers take it; plain Bolt and the port of the options where the address says nothing of them. */
    final String uri() {
        boolean bare = !address.contains("://");
        try {
            URI uri = new URI(bare ? "bolt://" + address : address);
            if (uri.getHost() != null && SCHEMES.contains(uri.getScheme())) {
                String context = uri.getQuery() == null ? "" : "?" + uri.getQuery();
                int port = uri.getPort() < 0 ? boltPort : uri.getPort();
                return uri.getScheme() + "://" + uri.getHost() + ":" + port + context;
            }
        } catch (URISyntaxException e) {
            throw notAnAddress(e);
        }
        throw notAnAddress(null);
    }

    private ImportException notAnAddress(Exception cause) {
        return new ImportException(
                "`--address` must be a host or a URI with a scheme of " + String.join(", ", SCHEMES) + ", but was `"
                        + address + "`.",
                cause);
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
