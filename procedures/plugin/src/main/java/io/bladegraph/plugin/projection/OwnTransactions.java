// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.projection;

import java.util.function.ToIntFunction;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.NotFoundException;
import org.neo4j.graphdb.Transaction;
import org.neo4j.graphdb.TransientTransactionFailureException;

/**
 * Transactions of our own: tried again where somebody else was in the way, by a deadlock or by deleting what is written to,
 * and ended with the caller's, even while they wait for a lock.
 */
public final class OwnTransactions {
    private static final int ATTEMPTS = 10;
    private static final long WATCH_MILLIS = 10;

    private final GraphDatabaseService database;
    private final Runnable guard;

    /**
     * Begins none yet.
     *
     * @param database of the caller, whose rights count
     * @param guard throws once the caller's transaction was terminated; called by other threads too
     */
    public OwnTransactions(GraphDatabaseService database, Runnable guard) {
        this.database = database;
        this.guard = guard;
    }

    /**
     * Writes and commits.
     *
     * @param work what to write; done anew with each attempt
     * @return what the work returns
     */
    public int commit(ToIntFunction<Transaction> work) {
        for (int attempt = 1; ; attempt++) {
            try (Transaction transaction = database.beginTx()) {
                Thread watch = watch(transaction);
                try {
                    int result = work.applyAsInt(transaction);
                    transaction.commit();
                    return result;
                } finally {
                    end(watch);
                }
            } catch (TransientTransactionFailureException | NotFoundException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Terminates a transaction of ours once the caller's was: Neo4j knows nothing of what joins the two. */
    private Thread watch(Transaction transaction) {
        Thread watch = new Thread(
                () -> {
                    try {
                        while (true) {
                            Thread.sleep(WATCH_MILLIS);
                            guard.run();
                        }
                    } catch (InterruptedException e) {
                        // it is over
                    } catch (RuntimeException e) {
                        transaction.terminate();
                    }
                },
                "blade-worker-watch");
        watch.setDaemon(true);
        watch.start();
        return watch;
    }

    /** Returns when the thread has let go of the transaction. */
    private static void end(Thread watch) {
        watch.interrupt();
        try {
            watch.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
