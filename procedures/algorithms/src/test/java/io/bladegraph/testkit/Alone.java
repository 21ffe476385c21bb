// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.testkit;

import io.bladegraph.Workers;

/** Workers for tests that are not about threads. */
public final class Alone {
    /** The calling thread alone; need not be closed. */
    public static final Workers WORKERS = Workers.of(1);

    private Alone() {}
}
