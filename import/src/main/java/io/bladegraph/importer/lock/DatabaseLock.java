// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer.lock;

import io.bladegraph.Monitor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.TransactionContext;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.Neo4jException;

/**
 * A lock that is a node of the database: (:BladeLock {name, token, holder, since, until}), one per name.
 *
 * <p>It is a lease of half a minute by the clock of the server, renewed every few seconds and by every transaction that
 * writes under it. A holder that was killed renews it no more: who asks next waits until the lease has ended and takes
 * the lock over. A holder that only slept so long finds its lock gone at its next write, which then fails: each
 * {@link #renew(TransactionContext)} locks the node, so a write and a takeover cannot cross.
 */
public final class DatabaseLock implements AutoCloseable {
    /** What a second one may not do meanwhile: import. */
    public static final String IMPORT = "import";

    /** What a second one may not do meanwhile: live through a night. */
    public static final String NIGHT = "nightly";

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration HEARTBEAT = Duration.ofSeconds(4);
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** Setting a property locks the node; what is read of it afterwards is what the last holder has left. */
    private static final String LOCKED = "MATCH (l:BladeLock {name: $name}) SET l.name = $name WITH l ";

    private static final String NOW = "datetime.realtime().epochMillis";

    private final Session session;
    private final Driver driver;
    private final String database;
    private final Map<String, Object> parameters;
    private final ScheduledExecutorService heartbeat;

    private DatabaseLock(Driver driver, String database, Map<String, Object> parameters) {
        this.driver = driver;
        this.database = database;
        this.parameters = parameters;
        this.session = driver.session(SessionConfig.forDatabase(database));
        this.heartbeat = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "heartbeat of a lock");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Takes a lock, after waiting for a lease that is not renewed.
     *
     * @param driver stays the caller's, and open as long as the lock
     * @param database to lock
     * @param name {@link #IMPORT} or {@link #NIGHT}
     * @param monitor told about the waiting
     * @return the lock, which {@link #close()} frees
     * @throws LockedException if somebody holds it and is alive
     */
    public static DatabaseLock take(Driver driver, String database, String name, Monitor monitor) {
        Map<String, Object> parameters = Map.of(
                "name", name, "token", UUID.randomUUID().toString(), "holder", holder(), "lease", LEASE.toMillis());
        DatabaseLock lock = new DatabaseLock(driver, database, parameters);
        try {
            lock.session.executeWriteWithoutResult(
                    tx -> tx.run("CREATE CONSTRAINT IF NOT EXISTS FOR (l:BladeLock) REQUIRE l.name IS UNIQUE")
                            .consume());
            lock.await(monitor);
        } catch (RuntimeException e) {
            lock.session.close();
            lock.heartbeat.shutdownNow();
            throw e;
        }
        var unused = lock.heartbeat.scheduleWithFixedDelay(
                lock::beat, HEARTBEAT.toMillis(), HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
        return lock;
    }

    /** Asks until the lock is ours, or its lease was seen to be renewed. */
    private void await(Monitor monitor) {
        Object token = parameters.get("token");
        Map<String, Object> seen = null;
        Duration waited = Duration.ZERO;
        for (Map<String, Object> lease = ask(); !token.equals(lease.get("token")); lease = ask()) {
            if (seen != null && !lease.isEmpty() && !seen.equals(lease)) {
                throw new LockedException("The lock `" + parameters.get("name") + "` of the database `" + database
                        + "` is held by " + lease.get("holder") + ", since " + lease.get("since")
                        + ". Nothing was done. Maybe wait for its end and try again.");
            }
            seen = lease.isEmpty() ? null : lease;
            waited = waited.plus(PAUSE);
            monitor.progress(
                    "Waiting for the lease of " + lease.get("holder"),
                    Math.min(waited.toSeconds(), LEASE.toSeconds() - 1),
                    LEASE.toSeconds());
            pause();
        }
        monitor.progress("Waiting for the lease", LEASE.toSeconds(), LEASE.toSeconds());
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LockedException("Interrupted while waiting for a lock.");
        }
    }

    /** The lease that holds now, which is ours if there was none; nothing if it was given back just then. */
    private Map<String, Object> ask() {
        try {
            return session.executeWrite(tx -> {
                tx.run("MERGE (l:BladeLock {name: $name})", parameters).consume();
                return tx
                        .run(
                                LOCKED + "FOREACH (free IN CASE WHEN coalesce(l.until, 0) < " + NOW
                                        + " THEN [true] ELSE [] END | SET l.token = $token, l.holder = $holder,"
                                        + " l.since = datetime(), l.until = " + NOW + " + $lease)"
                                        + " RETURN l.token AS token, l.holder AS holder, toString(l.since) AS since,"
                                        + " l.until AS until",
                                parameters)
                        .list(Record::asMap)
                        .stream()
                        .findFirst()
                        .orElse(Map.of());
            });
        } catch (ClientException e) {
            if (!e.code().endsWith("EntityNotFound")) {
                throw e;
            }
            return Map.of();
        }
    }

    /**
     * Holds the lock on to the end of a transaction, and for another lease from now.
     *
     * @param tx what it does is undone if the lock is lost
     * @throws LockedException if somebody has taken it over
     */
    public void renew(TransactionContext tx) {
        long held = tx.run(
                        LOCKED + "WHERE l.token = $token SET l.until = " + NOW + " + $lease RETURN count(*) AS held",
                        parameters)
                .single()
                .get("held")
                .asLong();
        if (held == 0) {
            throw new LockedException("The lock `" + parameters.get("name") + "` of the database `" + database
                    + "` was not renewed for " + LEASE.toSeconds()
                    + " s and is lost. Maybe run this again, which goes on from what was written.");
        }
    }

    /** Makes sure that the lock is still held. */
    public void renew() {
        session.executeWriteWithoutResult(this::renew);
    }

    /** What fails here fails again, and is told, at the next write. */
    private void beat() {
        try (Session own = driver.session(SessionConfig.forDatabase(database))) {
            own.executeWriteWithoutResult(this::renew);
        } catch (LockedException | Neo4jException | IllegalStateException e) {
            return;
        }
    }

    /** Gives the lock back; where the server is gone, its lease ends by itself. */
    @Override
    public void close() {
        heartbeat.shutdownNow();
        try (session) {
            session.executeWriteWithoutResult(tx -> tx.run(LOCKED + "WHERE l.token = $token DELETE l", parameters)
                    .consume());
        } catch (Neo4jException e) {
            return;
        }
    }

    private static String holder() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "unknown";
        }
        return System.getProperty("user.name") + "@" + host + ", process "
                + ProcessHandle.current().pid();
    }
}
