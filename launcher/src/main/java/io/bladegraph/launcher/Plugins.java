// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Brings the {@code plugins} folder of a home up to date: the Blade plugin, Graph Data Science, and in the sub-folder
 * {@code blade} the jars of ND4J, which Neo4j itself does not look at. Other plugins stay.
 */
final class Plugins {
    private static final Pattern BLADE = Pattern.compile("blade-plugin-.*");
    private static final Pattern OPEN_GDS = Pattern.compile("open-gds-slim-.*");
    private static final Pattern OFFICIAL_GDS = Pattern.compile("neo4j-graph-data-science-.*");

    private Plugins() {}

    /**
     * Copies what is new or changed and removes our own outdated jars.
     *
     * @param source the folder that the build made; nothing is done where it is missing
     * @param target the {@code plugins} folder of a home that is not running
     */
    static void install(Path source, Path target) {
        if (Files.notExists(source)) {
            return;
        }
        boolean officialGds = jars(target).stream().anyMatch(jar -> matches(OFFICIAL_GDS, jar));
        List<Path> jars = jars(source).stream()
                .filter(jar -> !officialGds || !matches(OPEN_GDS, jar))
                .toList();
        List<Path> wanted = jars.stream().map(Path::getFileName).toList();
        jars(target).stream()
                .filter(jar -> (matches(BLADE, jar) || matches(OPEN_GDS, jar)) && !wanted.contains(jar.getFileName()))
                .forEach(Plugins::delete);
        jars.forEach(jar -> copy(jar, target));
        mirror(source.resolve("blade"), target.resolve("blade"));
    }

    /**
     * Tells one build of our plugin from another.
     *
     * @param folder the {@code plugins} folder of a home
     */
    static String checksum(Path folder) {
        CRC32 checksum = new CRC32();
        for (Path jar : jars(folder)) {
            if (matches(BLADE, jar)) {
                try {
                    checksum.update(Files.readAllBytes(jar));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return Long.toHexString(checksum.getValue());
    }

    private static void mirror(Path source, Path target) {
        List<Path> jars = jars(source);
        List<Path> wanted = jars.stream().map(Path::getFileName).toList();
        jars(target).stream().filter(jar -> !wanted.contains(jar.getFileName())).forEach(Plugins::delete);
        jars.forEach(jar -> copy(jar, target));
    }

    private static boolean matches(Pattern pattern, Path jar) {
        return pattern.matcher(jar.getFileName().toString()).matches();
    }

    private static List<Path> jars(Path folder) {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Size and time tell a changed jar; reading 140 MB at each start to be surer would cost more than it is worth. */
    private static void copy(Path jar, Path folder) {
        Path copy = folder.resolve(jar.getFileName());
        try {
            Files.createDirectories(folder);
            if (Files.exists(copy)
                    && Files.size(copy) == Files.size(jar)
                    && Files.getLastModifiedTime(copy).equals(Files.getLastModifiedTime(jar))) {
                return;
            }
            Path draft = folder.resolve(jar.getFileName() + ".new");
            Files.copy(jar, draft, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            Files.move(draft, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("`" + jar + "` could not be copied to `" + folder + "`.", e);
        }
    }

    private static void delete(Path jar) {
        try {
            Files.delete(jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
