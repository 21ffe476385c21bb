// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.training;

/** Why a training ended. */
public enum StopReason {
    /** All epochs were run. */
    EPOCHS,
    /** The validation metric had not improved for as many epochs as patience allowed. */
    PATIENCE
}
