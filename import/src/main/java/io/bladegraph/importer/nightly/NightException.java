// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer.nightly;

/** Ends a night for a known reason. */
final class NightException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Outcome outcome;

    NightException(Outcome outcome, String message) {
        super(message);
        this.outcome = outcome;
    }

    Outcome outcome() {
        return outcome;
    }
}
