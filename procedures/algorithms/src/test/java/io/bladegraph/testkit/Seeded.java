// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Runs a parameterized test with the seeds 1 to n: random input that is the same in every run. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ArgumentsSource(Seeded.Provider.class)
public @interface Seeded {
    /**
     * How many seeds.
     *
     * @return n
     */
    int value();

    /** Counts the seeds. */
    final class Provider implements ArgumentsProvider, AnnotationConsumer<Seeded> {
        private int count;

        @Override
        public void accept(Seeded seeded) {
            count = seeded.value();
        }

        @Override
        public Stream<? extends Arguments> provideArguments(
                ParameterDeclarations parameters, ExtensionContext context) {
            return LongStream.rangeClosed(1, count).mapToObj(Arguments::of);
        }
    }
}
