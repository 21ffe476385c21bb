// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer.lock;

/** Somebody else holds the lock, or has taken it over. */
public final class LockedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With a message for the user. */
    public LockedException(String message) {
        super(message);
    }
}
