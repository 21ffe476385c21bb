// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.config;

import io.bladegraph.EditDistance;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The second sentence of an error about an unknown name: which one may have been meant, or which ones exist. */
public final class Suggestion {
    private static final int MAX_LISTED = 20;

    private Suggestion() {}

    /**
     * Says what the user may have meant.
     *
     * @param unknown the name as the user wrote it
     * @param known the names that exist
     * @param plural what the names are, for instance "labels"
     * @return a sentence with a leading blank: the nearest name if one is near, else all names; empty if there are none
     */
    public static String of(String unknown, Collection<String> known, String plural) {
        int tolerance = 1 + unknown.length() / 4;
        return known.stream()
                .min(Comparator.<String>comparingInt(name -> distance(unknown, name))
                        .thenComparing(Comparator.naturalOrder()))
                .map(nearest -> distance(unknown, nearest) <= tolerance
                        ? " Did you mean `" + nearest + "`?"
                        : " Known " + plural + ": " + list(known) + ".")
                .orElse("");
    }

    private static String list(Collection<String> names) {
        List<String> sorted =
                names.stream().sorted().map(name -> "`" + name + "`").toList();
        String shown = sorted.stream().limit(MAX_LISTED).collect(Collectors.joining(", "));
        return sorted.size() <= MAX_LISTED ? shown : shown + " and " + (sorted.size() - MAX_LISTED) + " more";
    }

    /** Blind to case. */
    private static int distance(String left, String right) {
        return EditDistance.of(left.toLowerCase(Locale.ROOT), right.toLowerCase(Locale.ROOT));
    }
}
