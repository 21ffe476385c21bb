// SPDX-License-Identifier: Apache-2.0
package io.bladegraph;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * A fixed number of threads that share out ranges of work.
 *
 * <p>A range is always cut at the same places, whatever the number of threads, so a body that writes only to what its
 * chunk owns gives the same bits at any concurrency. {@link #run} returns when every thread has let go of the body, also
 * after a failure: nothing goes on in the background. One {@code run} at a time.
 */
public final class Workers implements AutoCloseable {
    /** About what it takes a virtual machine to wake a thread; the pause between two ranges of work is mostly shorter. */
    private static final long PATIENCE_NANOS = 200_000;

    private final int concurrency;
    private final long patience;
    private final Runnable checkpoint;
    private final ExecutorService others;

    private Workers(int concurrency, Runnable checkpoint) {
        this.concurrency = concurrency;
        this.checkpoint = checkpoint;
        this.patience = concurrency <= Runtime.getRuntime().availableProcessors() ? PATIENCE_NANOS : 0;
        this.others = concurrency == 1
                ? null
                : new ThreadPoolExecutor(
                        concurrency - 1, concurrency - 1, 0, TimeUnit.SECONDS, new PatientQueue(patience), task -> {
                            var thread = new Thread(task, "blade-worker");
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    /** Waits a little before it lets a thread sleep. */
    private static final class PatientQueue extends LinkedBlockingQueue<Runnable> {
        private static final long serialVersionUID = 1;
        private final long patience;

        PatientQueue(long patience) {
            this.patience = patience;
        }

        @Override
        public Runnable take() throws InterruptedException {
            spinWhile(this::isEmpty, patience);
            return super.take();
        }
    }

    private static void spinWhile(BooleanSupplier condition, long nanos) {
        long begin = System.nanoTime();
        while (condition.getAsBoolean() && System.nanoTime() - begin < nanos) {
            Thread.onSpinWait();
        }
    }

    /** The work on one chunk of a range. */
    @FunctionalInterface
    public interface Body {
        /**
         * Does the work.
         *
         * @param begin first index of the chunk
         * @param end one past its last index
         */
        void accept(int begin, int end);
    }

    /**
     * Starts the threads.
     *
     * @param concurrency how many threads work at once, the calling one included; at least 1
     * @return workers to be closed after use
     */
    public static Workers of(int concurrency) {
        return of(concurrency, () -> {});
    }

    /**
     * Starts the threads of work that can be stopped.
     *
     * @param concurrency how many threads work at once, the calling one included; at least 1
     * @param checkpoint called before every chunk by the thread that takes it; stops the work by throwing
     * @return workers to be closed after use
     */
    public static Workers of(int concurrency, Runnable checkpoint) {
        return new Workers((int) Requires.inRange("concurrency", concurrency, 1, 1024), checkpoint);
    }

    /**
     * The number of threads.
     *
     * @return at least 1
     */
    public int concurrency() {
        return concurrency;
    }

    /**
     * Stops here if the work is to be stopped. For loops of one thread that take more than a few milliseconds.
     *
     * @throws RuntimeException what stops the work
     */
    public void check() {
        checkpoint.run();
    }

    /**
     * Works through 0 to {@code count - 1}.
     *
     * @param count length of the range
     * @param chunk length of the chunks that it is cut into; the last one may be shorter
     * @param body the work; chunks run in any order and at the same time
     * @throws RuntimeException the first failure of the body; chunks not yet begun are dropped
     */
    public void run(int count, int chunk, Body body) {
        int chunks = (int) (((long) count + chunk - 1) / chunk);
        int helpers = Math.min(concurrency, chunks) - 1;
        if (helpers <= 0) {
            for (int c = 0; c < chunks; c++) {
                accept(c, count, chunk, body);
            }
            return;
        }
        var next = new AtomicInteger();
        var failure = new AtomicReference<Throwable>();
        var done = new CountDownLatch(helpers);
        Runnable loop = () -> {
            for (int c = next.getAndIncrement(); c < chunks && failure.get() == null; c = next.getAndIncrement()) {
                try {
                    accept(c, count, chunk, body);
                } catch (RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                }
            }
        };
        for (int h = 0; h < helpers; h++) {
            others.execute(() -> {
                loop.run();
                done.countDown();
            });
        }
        loop.run();
        spinWhile(() -> done.getCount() > 0, patience);
        awaitUninterruptibly(done);
        rethrow(failure.get());
    }

    private void accept(int c, int count, int chunk, Body body) {
        checkpoint.run();
        body.accept(c * chunk, (int) Math.min(count, (c + 1L) * chunk));
    }

    private static void awaitUninterruptibly(CountDownLatch done) {
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void rethrow(Throwable failure) {
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }

    @Override
    public void close() {
        if (others != null) {
            others.shutdownNow();
        }
    }
}
