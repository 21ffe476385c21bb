// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer.nightly;

import io.bladegraph.Monitor;
import io.bladegraph.importer.lock.DatabaseLock;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;

/**
 * Runs statements, each in a transaction of its own that is not tried again: most of them train something. The database
 * is locked for other nights meanwhile, and no statement begins without the lock.
 */
final class Database implements AutoCloseable {
    private final Driver driver;
    private final SessionConfig session;
    private final DatabaseLock lock;

    /** Of a driver, which is closed with it; fails if another night holds the lock. */
    Database(Driver driver, String name) {
        this.driver = driver;
        this.session = SessionConfig.forDatabase(name);
        try {
            this.lock = DatabaseLock.take(driver, name, DatabaseLock.NIGHT, Monitor.NONE);
        } catch (RuntimeException e) {
            driver.close();
            throw e;
        }
    }

    List<Record> rows(String statement, Map<String, Object> parameters) {
        lock.renew();
        try (Session opened = driver.session(session)) {
            return opened.run(statement, parameters).list();
        }
    }

    /** The only row. */
    Map<String, Object> row(String statement, Map<String, Object> parameters) {
        lock.renew();
        try (Session opened = driver.session(session)) {
            return opened.run(statement, parameters).single().asMap();
        }
    }

    boolean hasModel(String name) {
        return (boolean) row("CALL blade.model.exists($name) YIELD exists", Map.of("name", name))
                .get("exists");
    }

    @Override
    public void close() {
        lock.close();
        driver.close();
    }
}
