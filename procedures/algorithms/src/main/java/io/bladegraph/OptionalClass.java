// SPDX-License-Identifier: Apache-2.0
package io.bladegraph;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;

/**
 * Classes that not every server can load, since they need a module of the JDK or another plugin.
 *
 * <p>Neo4j loads every class file of a plugin at its start and warns of each that fails. So the jar keeps these ones under
 * another extension, and they become classes when they are asked for.
 */
public final class OptionalClass {
    private static final String EXTENSION = ".optional";

    private OptionalClass() {}

    /**
     * Loads a class that lies beside another one.
     *
     * @param neighbor sees the package of the class
     * @param simpleName the class, without its package
     * @return the class, not initialized; the same at every call
     * @throws ReflectiveOperationException if there is none
     * @throws LinkageError if what it needs is not there
     */
    public static synchronized Class<?> load(MethodHandles.Lookup neighbor, String simpleName)
            throws ReflectiveOperationException {
        Class<?> beside = neighbor.lookupClass();
        String name = beside.getPackageName() + "." + simpleName;
        try {
            return Class.forName(name, false, beside.getClassLoader());
        } catch (ClassNotFoundException e) {
            return neighbor.defineClass(bytes(beside, simpleName, e));
        }
    }

    private static byte[] bytes(Class<?> beside, String simpleName, ClassNotFoundException missing)
            throws ClassNotFoundException {
        try (var in = beside.getResourceAsStream(simpleName + EXTENSION)) {
            if (in == null) {
                throw missing;
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
