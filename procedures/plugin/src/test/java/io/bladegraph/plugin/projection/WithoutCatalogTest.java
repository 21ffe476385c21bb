// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.projection;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bladegraph.Monitor;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import org.junit.jupiter.api.Test;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Transaction;

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
            if (!name.startsWith("io.bladegraph.plugin.projection.")) {
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

    @Test
    void aNamedGraphSaysWhatIsMissing() throws ReflectiveOperationException {
        Class<?> argument = new NoGraphDataScience().loadClass("io.bladegraph.plugin.projection.GraphArgument", true);
        Object named = argument.getMethod("of", Object.class).invoke(null, "shop");
        var read =
                argument.getMethod("read", GraphDatabaseService.class, Transaction.class, String.class, Monitor.class);

        assertThatThrownBy(() -> read.invoke(named, null, null, "", Monitor.NONE))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("`graph` is the name 'shop', but Graph Data Science, whose catalog holds named graphs, is"
                        + " not installed. Maybe install it, or describe the graph by a map: {nodeLabels: 'Product',"
                        + " relationshipTypes: 'BOUGHT_BEFORE'}.");
    }
}
