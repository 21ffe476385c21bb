// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.linalg;

import io.bladegraph.OptionalClass;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;

/**
 * The kernels of a JVM and why they were chosen.
 *
 * <p>Vector kernels are the fastest, then come those of ND4J, then plain ones; the benchmarks' {@code
 * DenseProductBenchmark} has the figures. The system property {@code blade.kernels} decides otherwise. ND4J is not part
 * of the plugin: it is loaded with all that it needs by a class loader of its own, when it is chosen, from the jars of
 * the folder {@code blade} beside the plugin's jar.
 *
 * @param kernels the chosen ones
 * @param description their name and why they were chosen, for users
 */
public record KernelChoice(Kernels kernels, String description) {
    private static final String VECTOR_MODULE = "jdk.incubator.vector";
    private static final String VECTOR_KERNELS = "VectorKernels";
    private static final String VECTOR_ROWS = "VectorRows";
    private static final String ND4J_KERNELS = "io.bladegraph.nd4j.Nd4jKernels";

    /** One of the two is null: the kernels, or why there are none. */
    private record Attempt(Kernels kernels, String problem) {}

    /** Filled on first use. A wrong property must be reported at each use: a class that fails to load says why only once. */
    private static final class Once {
        private static final Object CHOICE_OR_PROBLEM = choose();

        private static Object choose() {
            try {
                return load(System.getProperty("blade.kernels"), besidePlugin());
            } catch (IllegalArgumentException e) {
                return e.getMessage();
            }
        }
    }

    /**
     * The choice of this JVM, made on first use.
     *
     * @return always the same
     * @throws IllegalArgumentException if {@code blade.kernels} asks for what is not there
     */
    public static KernelChoice current() {
        if (Once.CHOICE_OR_PROBLEM instanceof KernelChoice choice) {
            return choice;
        }
        throw new IllegalArgumentException((String) Once.CHOICE_OR_PROBLEM);
    }

    /**
     * The kernels of this JVM.
     *
     * @return always the same
     * @throws IllegalArgumentException if {@code blade.kernels} asks for what is not there
     */
    public static Kernels best() {
        return current().kernels();
    }

    /**
     * Chooses and loads kernels.
     *
     * @param wanted "plain", "vector", "nd4j", or null for the fastest there is
     * @param folder where the jars of ND4J are, if they are; otherwise the class path is searched
     * @return kernels that have proved to work
     * @throws IllegalArgumentException if what is wanted is not there
     */
    public static KernelChoice load(String wanted, Path folder) {
        if (wanted == null) {
            return fastest(folder);
        }
        return switch (wanted) {
            case "plain" -> new KernelChoice(new PlainKernels(), "plain, by `blade.kernels`");
            case "vector" -> demanded("vector", vector());
            case "nd4j" -> demanded("nd4j", nd4j(folder, orPlain(vector())));
            default ->
                throw new IllegalArgumentException(
                        "`blade.kernels` must be plain, vector or nd4j, but was " + wanted + ".");
        };
    }

    private static KernelChoice demanded(String name, Attempt attempt) {
        if (attempt.kernels() == null) {
            throw new IllegalArgumentException(
                    "`blade.kernels` asks for " + name + ", which cannot be used: " + attempt.problem() + ".");
        }
        return new KernelChoice(attempt.kernels(), name + ", by `blade.kernels`");
    }

    private static KernelChoice fastest(Path folder) {
        Attempt vector = vector();
        if (vector.kernels() != null) {
            return new KernelChoice(vector.kernels(), "vector");
        }
        Attempt nd4j = nd4j(folder, new PlainKernels());
        return nd4j.kernels() != null
                ? new KernelChoice(
                        nd4j.kernels(), "nd4j for large products, else plain: no vector, " + vector.problem())
                : new KernelChoice(
                        new PlainKernels(), "plain: no vector, " + vector.problem() + "; no nd4j, " + nd4j.problem());
    }

    private static Kernels orPlain(Attempt attempt) {
        return attempt.kernels() != null ? attempt.kernels() : new PlainKernels();
    }

    /** By name: a JVM without the module must not even look at the class. */
    private static Attempt vector() {
        if (ModuleLayer.boot().findModule(VECTOR_MODULE).isEmpty()) {
            return new Attempt(null, "the JVM runs without --add-modules=" + VECTOR_MODULE);
        }
        try {
            OptionalClass.load(MethodHandles.lookup(), VECTOR_ROWS); // the kernels cannot find it by themselves
            var constructor = OptionalClass.load(MethodHandles.lookup(), VECTOR_KERNELS)
                    .asSubclass(Kernels.class)
                    .getDeclaredConstructor();
            return new Attempt(constructor.newInstance(), null);
        } catch (ReflectiveOperationException | LinkageError e) {
            return new Attempt(null, cause(e));
        }
    }

    private static Attempt nd4j(Path folder, Kernels others) {
        ClassLoader own = KernelChoice.class.getClassLoader();
        try {
            URL[] jars = jars(folder);
            ClassLoader loader = jars.length == 0 ? own : new URLClassLoader("blade-nd4j", jars, own);
            return new Attempt(
                    Class.forName(ND4J_KERNELS, true, loader)
                            .asSubclass(Kernels.class)
                            .getConstructor(Kernels.class)
                            .newInstance(others),
                    null);
        } catch (ClassNotFoundException e) {
            return new Attempt(null, "no jar with " + ND4J_KERNELS + " in `" + folder + "`");
        } catch (IOException e) {
            return new Attempt(null, e.getMessage());
        } catch (ReflectiveOperationException | LinkageError e) {
            return new Attempt(null, cause(e));
        }
    }

    private static URL[] jars(Path folder) throws IOException {
        List<URL> jars = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
                for (Path file : files) {
                    requireJar(file);
                    jars.add(file.toUri().toURL());
                }
            }
        }
        return jars.toArray(URL[]::new);
    }

    /** A class loader passes over broken jars in silence, and then misses some class or other. */
    private static void requireJar(Path file) throws IOException {
        try (var jar = new JarFile(file.toFile())) {
            jar.entries();
        } catch (IOException e) {
            throw new IOException("`" + file + "` is not a jar: " + e.getMessage());
        }
    }

    private static Path besidePlugin() {
        try {
            var source = KernelChoice.class.getProtectionDomain().getCodeSource();
            return Path.of(source.getLocation().toURI()).resolveSibling("blade");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The innermost reason: what wraps it speaks of reflection and of class initializers only. */
    private static String cause(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost.toString();
    }
}
