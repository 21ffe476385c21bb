// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a Cypher script at the semicolons that stand outside strings, quoted names and comments. */
final class Statements {
    /** One alternative per thing that may hide a semicolon; possessive, so that long strings need no deep stack. */
    private static final Pattern TOKEN = Pattern.compile(
            "'(?:[^'\\\\]|\\\\.)*+'|\"(?:[^\"\\\\]|\\\\.)*+\"|`[^`]*+`|//[^\\n]*+|/\\*.*?\\*/|;|.", Pattern.DOTALL);

    private Statements() {}

    /**
     * Splits a script.
     *
     * @param script Cypher statements, the last one with or without its semicolon
     * @return the statements without semicolons and comments, none of them blank
     */
    static List<String> split(String script) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        Matcher token = TOKEN.matcher(script);
        while (token.find()) {
            String text = token.group();
            if (text.equals(";")) {
                statements.add(statement.toString());
                statement.setLength(0);
            } else if (text.startsWith("/*") || text.startsWith("//")) {
                statement.append(' ');
            } else {
                statement.append(text);
            }
        }
        statements.add(statement.toString());
        return statements.stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
