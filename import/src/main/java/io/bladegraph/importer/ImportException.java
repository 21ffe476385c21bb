// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

/** An import that cannot go on for a reason that the user can mend; the message says which. */
public final class ImportException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With a message for the user. */
    public ImportException(String message) {
        super(message);
    }

    /** With a message for the user and what lies behind it. */
    public ImportException(String message, Throwable cause) {
        super(message, cause);
    }
}
