// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.linalg;

/** Chooses the kernels of this JVM, once. */
public final class KernelChoice {
    private static final Kernels BEST = choose();

    private KernelChoice() {}

    /**
     * The fastest kernels that this JVM can run.
     *
     * @return vector kernels where the module {@code jdk.incubator.vector} was added to the JVM, else plain ones
     */
    public static Kernels best() {
        return BEST;
    }

    /** By name: a JVM without the module must not even look at the class. */
    private static Kernels choose() {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            return new PlainKernels();
        }
        try {
            return Class.forName("io.bladegraph.linalg.VectorKernels")
                    .asSubclass(Kernels.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            return new PlainKernels();
        }
    }
}
