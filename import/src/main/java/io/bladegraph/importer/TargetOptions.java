// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import java.nio.file.Path;
import org.neo4j.driver.AuthTokens;
import picocli.CommandLine.Option;

/** Where to: a running server, or files. */
final class TargetOptions {
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

    @Option(
            names = "--to-csv",
            paramLabel = "DIR",
            description = "write files for `neo4j-admin database import full` to this folder, and use no server")
    Path csvFolder;

    GraphTarget open() {
        if (csvFolder != null) {
            return new AdminCsvTarget(csvFolder);
        }
        return new BoltTarget(
                "bolt://" + address + ":" + boltPort,
                password == null ? AuthTokens.none() : AuthTokens.basic(user, password),
                database);
    }
}
