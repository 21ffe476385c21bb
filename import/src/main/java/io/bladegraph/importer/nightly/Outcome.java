// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer.nightly;

import java.util.Locale;

/** How a night ended, with the exit code that tells cron. */
public enum Outcome {
    /** Everything is new. */
    PUBLISHED(0, "everything was renewed"),
    /** Something that has no code of its own. */
    FAILED(1, "failed"),
    /** The candidate was worse, so the old model serves on, on tonight's graph. */
    REFUSED(3, "the candidate was worse than the model of yesterday, which stays"),
    /** Nothing was done: another run is not finished. */
    LOCKED(4, "another run is not finished"),
    /** The database does not answer, or not to this user. */
    UNREACHABLE(5, "the database cannot be used"),
    /** A file was refused; nothing was trained. */
    NOT_IMPORTED(6, "the increment was refused, nothing was trained"),
    /** The model is new, but of what is learned from impressions something stays that of yesterday. */
    PARTLY(7, "the model was renewed, not all that is learned from impressions was");

    private final int exitCode;
    private final String meaning;

    Outcome(int exitCode, String meaning) {
        this.exitCode = exitCode;
        this.meaning = meaning;
    }

    /** For the operating system. */
    public int exitCode() {
        return exitCode;
    }

    /** For people. */
    public String meaning() {
        return meaning;
    }

    /** For programs. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
