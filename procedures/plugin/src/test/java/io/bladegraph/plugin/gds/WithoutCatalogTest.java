// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.gds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.bladegraph.Monitor;
import io.bladegraph.plugin.CatalogLink;
import io.bladegraph.plugin.projection.GraphArgument;
import java.io.IOException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class WithoutCatalogTest {

    /** Loads this package anew, in a world without Graph Data Science. */
    private static final class NoGraphDataScience extends ClassLoader {
        NoGraphDataScience() {
            super(WithoutCatalogTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.neo4j.gds.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("io.bladegraph.plugin.gds.")) {
                return super.loadClass(name, resolve);
            }
            try (var in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    private final Class<?> access = new NoGraphDataScience().loadClass(GraphDataScience.class.getName(), true);

    WithoutCatalogTest() throws ClassNotFoundException {}

    @Test
    void thereAreNoGraphsAndNothingIsShown() throws ReflectiveOperationException {
        assertThat(access.getMethod("isInstalled").invoke(null)).isEqualTo(false);
        assertThat(access.getMethod("graphs", String.class, String.class).invoke(null, "neo4j", ""))
                .isEqualTo(Optional.empty());
        UnaryOperator<Object> nothing = type -> null;
        assertThat(access.getMethod("link", String.class, UnaryOperator.class).invoke(null, "", nothing))
                .isSameAs(CatalogLink.NONE);
    }

    @Test
    void aNamedGraphSaysWhatIsMissing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GraphArgument.of("shop").read(null, Optional.empty(), Monitor.NONE))
                .withMessage("`graph` is the name 'shop', but Graph Data Science, whose catalog holds named graphs, is"
                        + " not installed. Maybe install it, or describe the graph by a map: {nodeLabels: 'Product',"
                        + " relationshipTypes: 'BOUGHT_BEFORE'}.");
    }
}
