// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What stands for an id in a file: one rule for every command, so that one shop has every product once.
 *
 * <p>Spreadsheets and data frames write integer columns with gaps as floating point: 17850.0 is 17850. What has lost
 * digits on that way, 1.58e+18, is no id.
 */
final class Ids {
    private static final Pattern FLOAT = Pattern.compile("-?\\d+\\.0+");
    private static final Pattern EXPONENT = Pattern.compile("-?\\d(\\.\\d+[eE]\\+?|[eE]\\+)\\d+");
    private static final double EXACT = 0x1p53;

    private final Map<String, String> known = new HashMap<>();
    private final Set<String> missing;

    /** With the texts that stand for no value. */
    Ids(Set<String> missing) {
        this.missing = missing;
    }

    /**
     * Reads an id.
     *
     * @param what it is the id of
     * @param text trimmed
     * @return one object per id
     * @throws SkippedLine if the text stands for no value
     * @throws IllegalArgumentException if there is none, or it has lost digits
     */
    String of(String what, String text) {
        String id = known.get(text);
        if (id == null) {
            id = read(what, text);
            known.put(text, id);
        }
        return id;
    }

    /**
     * The ids of a file with one a line.
     *
     * @param file its lines are trimmed
     * @return one per line, "" for one without, or with a missing value
     */
    List<String> ofLines(Path file) {
        List<String> ids = new ArrayList<>();
        for (String line : TextLines.of(file)) {
            try {
                ids.add(line.isEmpty() ? "" : of("id", line));
            } catch (SkippedLine e) {
                ids.add("");
            } catch (IllegalArgumentException e) {
                throw new ImportException(
                        "Line " + (ids.size() + 1) + " of `" + file + "`: " + e.getMessage() + ".", e);
            }
        }
        return ids;
    }

    private String read(String what, String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("no " + what);
        } else if (missing.contains(text)) {
            throw new SkippedLine("no " + what + ", but `" + text + "`");
        } else if (EXPONENT.matcher(text).matches()) {
            throw lost(what, text);
        } else if (FLOAT.matcher(text).matches()) {
            if (Math.abs(Double.parseDouble(text)) > EXACT) {
                throw lost(what, text);
            }
            return text.substring(0, text.indexOf('.'));
        }
        return text;
    }

    private static IllegalArgumentException lost(String what, String text) {
        return new IllegalArgumentException(
                what + " `" + text + "` went through floating point and may have lost digits");
    }
}
