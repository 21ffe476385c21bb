// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

/** A line that is fine and not wanted; the message is the reason under which it is counted. */
final class SkippedLine extends RuntimeException {
    private static final long serialVersionUID = 1;

    SkippedLine(String reason) {
        super(reason, null, false, false);
    }
}
