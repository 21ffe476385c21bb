// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.projection;

import java.util.function.ToIntFunction;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.NotFoundException;
import org.neo4j.graphdb.Transaction;
import org.neo4j.graphdb.TransientTransactionFailureException;

/** Transactions of our own, tried again where somebody else was in the way: by a deadlock, or by deleting what is written to. */
public final class OwnTransaction {
    private static final int ATTEMPTS = 10;

    private OwnTransaction() {}

    /**
     * Writes and commits.
     *
     * @param database of the caller, whose rights count
     * @param work what to write; done anew with each attempt
     * @return what the work returns
     */
    public static int commit(GraphDatabaseService database, ToIntFunction<Transaction> work) {
        for (int attempt = 1; ; attempt++) {
            try (Transaction transaction = database.beginTx()) {
                int result = work.applyAsInt(transaction);
                transaction.commit();
                return result;
            } catch (TransientTransactionFailureException | NotFoundException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
