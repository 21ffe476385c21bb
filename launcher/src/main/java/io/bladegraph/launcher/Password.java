// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import java.util.Map;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.exceptions.AuthenticationException;

/** Makes sure that a running server takes the password that the user gave. */
final class Password {
    /** What Neo4j gives the user {@code neo4j} when a home is first started without authentication. */
    private static final String FACTORY_SETTING = "neo4j";

    private Password() {}

    /**
     * Checks the password, and sets it where the home still has Neo4j's factory setting.
     *
     * @param ports of a running server with authentication on
     * @param password the user's password
     */
    static void verify(Ports ports, String password) {
        if (!accepted(ports, password) && !replaceFactorySetting(ports, password)) {
            throw new IllegalArgumentException("`--password` is not the password of user `neo4j` in this home, "
                    + "which was set earlier. The server is up and asks for that one.");
        }
    }

    private static boolean accepted(Ports ports, String password) {
        try (Driver driver = GraphDatabase.driver(ports.boltAddress(), AuthTokens.basic("neo4j", password))) {
            driver.verifyConnectivity();
            return true;
        } catch (AuthenticationException e) {
            return false;
        }
    }

    private static boolean replaceFactorySetting(Ports ports, String password) {
        try (Driver driver = GraphDatabase.driver(ports.boltAddress(), AuthTokens.basic("neo4j", FACTORY_SETTING));
                Session session = driver.session(SessionConfig.forDatabase("system"))) {
            session.run(
                            "ALTER CURRENT USER SET PASSWORD FROM $old TO $new",
                            Map.of("old", FACTORY_SETTING, "new", password))
                    .consume();
            return true;
        } catch (AuthenticationException e) {
            return false;
        }
    }
}
