// SPDX-License-Identifier: Apache-2.0
package io.bladegraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {

    @ParameterizedTest
    @CsvSource({
        "1, 0, 4, ''",
        "3, 0, 4, ''",
        "1, 3, 4, '0-3'",
        "2, 4, 4, '0-4'",
        "1, 9, 4, '0-4 4-8 8-9'",
        "3, 9, 4, '0-4 4-8 8-9'",
        "5, 3, 1, '0-1 1-2 2-3'",
    })
    void rangesAreCutAtTheSamePlacesForAnyConcurrency(int concurrency, int count, int chunk, String expected) {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());

        try (var workers = Workers.of(concurrency)) {
            workers.run(count, chunk, (begin, end) -> seen.add(begin + "-" + end));
        }

        Collections.sort(seen);
        assertThat(String.join(" ", seen)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void theLargestRangeIsCutWithoutOverflow(int concurrency) {
        List<Long> lengths = Collections.synchronizedList(new ArrayList<>());

        try (var workers = Workers.of(concurrency)) {
            workers.run(Integer.MAX_VALUE, 1 << 28, (begin, end) -> lengths.add((long) end - begin));
        }

        assertThat(lengths).hasSize(8).allSatisfy(length -> assertThat(length).isPositive());
        assertThat(lengths.stream().mapToLong(Long::longValue).sum()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void allThreadsTakePart() throws InterruptedException {
        var together = new CountDownLatch(3);

        try (var workers = Workers.of(3)) {
            assertThat(workers.concurrency()).isEqualTo(3);
            workers.run(3, 1, (begin, end) -> {
                together.countDown();
                await(together);
            });
        }

        assertThat(together.getCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theFirstFailureIsThrownAndChunksNotBegunAreDropped(int concurrency) {
        var begun = new AtomicInteger();
        var failure = new IllegalStateException("broken");

        try (var workers = Workers.of(concurrency)) {
            assertThatThrownBy(() -> workers.run(1_000, 1, (begin, end) -> {
                        begun.incrementAndGet();
                        throw failure;
                    }))
                    .isSameAs(failure);
        }

        assertThat(begun.get()).isBetween(1, concurrency);
    }

    @Test
    void errorsAreThrownAsTheyAre() {
        var failure = new OutOfMemoryError("for the test");

        try (var workers = Workers.of(2)) {
            assertThatThrownBy(() -> workers.run(2, 1, (begin, end) -> {
                        throw failure;
                    }))
                    .isSameAs(failure);
        }
    }

    @Test
    void nothingRunsOnAfterReturn() {
        var running = new AtomicInteger();
        var failing = new CountDownLatch(1);

        try (var workers = Workers.of(2)) {
            assertThatThrownBy(() -> workers.run(2, 1, (begin, end) -> {
                        if (begin == 0) {
                            await(failing);
                            throw new IllegalStateException("first");
                        }
                        running.incrementAndGet();
                        failing.countDown();
                        pause();
                        running.decrementAndGet();
                    }))
                    .hasMessage("first");
            assertThat(running).hasValue(0);
        }
    }

    @Test
    void workersCanRunAgainAfterAFailure() {
        var sum = new AtomicInteger();

        try (var workers = Workers.of(2)) {
            assertThatThrownBy(() -> workers.run(2, 1, (begin, end) -> {
                        throw new IllegalStateException("broken");
                    }))
                    .hasMessage("broken");
            workers.run(100, 7, (begin, end) -> sum.addAndGet(end - begin));
        }

        assertThat(sum).hasValue(100);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void theCheckpointIsPassedBeforeEveryChunk(int concurrency) {
        var passed = new AtomicInteger();

        try (var workers = Workers.of(concurrency, passed::incrementAndGet)) {
            workers.run(10, 3, (begin, end) -> {});
        }

        assertThat(passed).hasValue(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aCheckpointThatThrowsStopsTheWork(int concurrency) {
        var begun = new AtomicInteger();
        Runnable stop = () -> {
            throw new IllegalStateException("stopped");
        };

        try (var workers = Workers.of(concurrency, stop)) {
            assertThatThrownBy(() -> workers.run(10, 1, (begin, end) -> begun.incrementAndGet()))
                    .hasMessage("stopped");
        }

        assertThat(begun).hasValue(0);
    }

    @Test
    void anInterruptIsKeptForTheCaller() {
        try (var workers = Workers.of(2)) {
            Thread.currentThread().interrupt();
            workers.run(2, 1, (begin, end) -> {});

            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void rejectsConcurrencyOutOfRange() {
        assertThatThrownBy(() -> Workers.of(0)).hasMessage("`concurrency` must be between 1 and 1024, but was 0.");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
