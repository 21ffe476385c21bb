// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The jars that the build left behind.
 *
 * @param root the checkout
 */
record Distribution(Path root) {
    private static final Properties VERSIONS = versions();

    /** The distribution that this program was started from. */
    static Distribution current() {
        String root = System.getProperty("blade.root");
        if (root == null) {
            throw new IllegalStateException(
                    "The system property `blade.root` is not set. Maybe use the `blade` script.");
        }
        return new Distribution(Path.of(root).toAbsolutePath().normalize());
    }

    /** Where the server lives unless the user names another home. */
    Path defaultHome() {
        return root.resolve(".blade/home");
    }

    /** The folder with the jars of Neo4j and its Browser. */
    Path neo4j() {
        Path folder = root.resolve(".blade/runtime/neo4j-" + version("neo4j"));
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException(
                    "`" + folder + "` is missing. Maybe run `blade` from a checkout, which builds it.");
        }
        return folder;
    }

    /** The folder whose content goes into the {@code plugins} folder of a home. */
    Path plugins() {
        return root.resolve(".blade/runtime/plugins");
    }

    /**
     * A version as the parent POM pins it.
     *
     * @param name {@code blade}, {@code gds} or {@code neo4j}
     */
    static String version(String name) {
        return VERSIONS.getProperty(name);
    }

    private static Properties versions() {
        Properties versions = new Properties();
        try (InputStream in = Distribution.class.getResourceAsStream("versions.properties")) {
            versions.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return versions;
    }
}
