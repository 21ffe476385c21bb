// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import io.bladegraph.Monitor;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where to: a running server, or files. */
final class TargetOptions extends ServerOptions {
    @Option(
            names = "--to-csv",
            paramLabel = "DIR",
            description = "write files for `neo4j-admin database import full` to this folder, and use no server")
    Path csvFolder;

    GraphTarget open(Monitor monitor) {
        return csvFolder != null ? new AdminCsvTarget(csvFolder) : new BoltTarget(uri(), auth(), database, monitor);
    }
}
