// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** What the user sees of one command, run inside the test. */
record Typed(int exitCode, String out, String err) {
    static Typed line(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine blade = Blade.commandLine()
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        int exitCode = blade.execute(arguments);
        return new Typed(exitCode, out.toString(), err.toString());
    }
}
