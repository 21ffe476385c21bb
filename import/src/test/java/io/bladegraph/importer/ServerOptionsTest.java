// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ServerOptionsTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, bolt://127.0.0.1:7700",
        "db.example.com:7688, bolt://db.example.com:7688",
        "[::1], bolt://[::1]:7700",
        "bolt://db.example.com, bolt://db.example.com:7700",
        "bolt+s://db.example.com:7688, bolt+s://db.example.com:7688",
        "bolt+ssc://db.example.com, bolt+ssc://db.example.com:7700",
        "neo4j://db.example.com, neo4j://db.example.com:7700",
        "neo4j+s://x.databases.neo4j.io, neo4j+s://x.databases.neo4j.io:7700",
        "neo4j://db.example.com?region=eu, neo4j://db.example.com:7700?region=eu",
        "neo4j+ssc://db.example.com:1?region=eu, neo4j+ssc://db.example.com:1?region=eu"
    })
    void takesAHostOrAUriOfTheDrivers(String address, String uri) {
        assertThat(options(address).uri()).isEqualTo(uri);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://db.example.com", "neo4j+s://", "db example", "a/b://c"})
    void refusesWhatTheDriversDoNotTake(String address) {
        ServerOptions options = options(address);

        assertThatThrownBy(options::uri)
                .isInstanceOf(ImportException.class)
                .hasMessage(
                        "`--address` must be a host or a URI with a scheme of bolt, bolt+s, bolt+ssc, neo4j, neo4j+s,"
                                + " neo4j+ssc, but was `" + address + "`.");
    }

    private static ServerOptions options(String address) {
        ServerOptions options = new ServerOptions();
        CommandLine.populateCommand(options, "--address", address, "--bolt-port", "7700");
        return options;
    }
}
