// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells from all times of a file whether days or months come first; what fits both is not guessed. */
final class DateOrder {
    private static final Pattern NUMBERS =
            Pattern.compile("(\\d{1,2})([./-])(\\d{1,2})\\2(\\d{4}|\\d{2})(\\s.*)?", Pattern.DOTALL);

    private final Path file;
    private boolean otherForm;
    private String pattern = "";
    private String dayFirst;
    private String monthFirst;
    private String either;

    /** Of a file. */
    DateOrder(Path file) {
        this.file = file;
    }

    /** Looks at one more time; the first one shows whether there is a question. */
    void see(String text) {
        Matcher numbers = NUMBERS.matcher(text);
        if (text.isEmpty()) {
            return;
        } else if (!numbers.matches()) {
            otherForm |= pattern.isEmpty();
            return;
        }
        if (pattern.isEmpty()) {
            String year = numbers.group(4).length() == 4 ? "yyyy" : "yy";
            pattern = "%s" + numbers.group(2) + "%s" + numbers.group(2) + year + "[ h:mm[:ss] a][ H:mm[:ss]]";
        }
        int first = Integer.parseInt(numbers.group(1));
        int second = Integer.parseInt(numbers.group(3));
        if (first > 12 && second <= 12) {
            dayFirst = text;
        } else if (first <= 12 && second > 12) {
            monthFirst = text;
        } else if (first != second) {
            either = text;
        }
    }

    /** Whether no further time changes the answer. */
    boolean isDecided() {
        return otherForm || (dayFirst != null && monthFirst != null);
    }

    /** The name of the format. */
    String format() {
        if (pattern.isEmpty()) {
            return TimeFormat.ISO_NAME;
        }
        String advice = " Set `--time-format`, for instance to `d/M/yyyy H:mm` or `M/d/yyyy H:mm`.";
        if (dayFirst != null && monthFirst != null) {
            throw new ImportException("`" + file + "` has times with the day first, such as `" + dayFirst
                    + "`, and with the month first, such as `" + monthFirst + "`." + advice);
        } else if (dayFirst == null && monthFirst == null && either != null) {
            throw new ImportException("`" + file + "` has times such as `" + either
                    + "`, none of which shows whether the day or the month comes first." + advice);
        }
        return monthFirst != null ? pattern.formatted("M", "d") : pattern.formatted("d", "M");
    }
}
