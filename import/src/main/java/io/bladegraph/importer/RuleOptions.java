// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How BOUGHT_BEFORE is derived. */
final class RuleOptions {
    @Option(
            names = "--window",
            paramLabel = "DURATION",
            description = "longest time from one purchase to the next, ISO 8601 (default: P90D)")
    Duration window = BoughtBefore.Rules.DEFAULT.window();

    @Option(
            names = "--min-customers",
            paramLabel = "N",
            description = "smallest number of customers behind a relationship (default: ${DEFAULT-VALUE})")
    int minCustomers = BoughtBefore.Rules.DEFAULT.minCustomers();

    @Option(
            names = "--max-pairs-per-customer",
            paramLabel = "N",
            description =
                    "pairs that one customer may contribute, newest and nearest first (default: ${DEFAULT-VALUE})")
    int maxPairsPerCustomer = BoughtBefore.Rules.DEFAULT.maxPairsPerCustomer();

    @Option(
            names = "--half-life",
            paramLabel = "DURATION",
            description = "time in which a customer's weight halves, back from the newest purchase (default: no decay)")
    Duration halfLife = BoughtBefore.Rules.DEFAULT.halfLife();

    BoughtBefore.Rules rules() {
        return new BoughtBefore.Rules(window, minCustomers, maxPairsPerCustomer, halfLife);
    }
}
