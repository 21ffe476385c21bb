// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.neo4j.internal.kernel.api.connectioninfo.ClientConnectionInfo;
import org.neo4j.internal.kernel.api.security.AbstractSecurityLog;
import org.neo4j.internal.kernel.api.security.AccessMode;
import org.neo4j.internal.kernel.api.security.AuthSubject;
import org.neo4j.internal.kernel.api.security.AuthenticationResult;
import org.neo4j.internal.kernel.api.security.LoginContext;
import org.neo4j.internal.kernel.api.security.SecurityContext;
import org.neo4j.kernel.api.KernelTransaction;
import org.neo4j.kernel.database.PrivilegeDatabaseReference;
import org.neo4j.kernel.internal.GraphDatabaseAPI;

/** A user with some rights. The tests' server knows no users of its own. */
public final class Caller extends LoginContext {
    private final AccessMode rights;

    private Caller(String user, Rights rights) {
        super(new Subject(user), ClientConnectionInfo.EMBEDDED_CONNECTION);
        this.rights = accessMode(rights);
    }

    /** What a user may do; the name is that of Neo4j's constant. */
    public enum Rights {
        READ,
        FULL
    }

    /** Neo4j 2026 moved the class of these constants, so it is looked up by name. */
    private static AccessMode accessMode(Rights rights) {
        for (String name : List.of(".StaticAccessMode", ".AccessMode$Static")) {
            try {
                Class<?> constants = Class.forName(AccessMode.class.getPackageName() + name);
                return (AccessMode) constants.getField(rights.name()).get(null);
            } catch (ClassNotFoundException e) {
                // that of the other server line
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(e.getMessage(), e);
            }
        }
        throw new AssertionError("Neo4j has no access mode " + rights);
    }

    private record Subject(String executingUser) implements AuthSubject {
        @Override
        public AuthenticationResult getAuthenticationResult() {
            return AuthenticationResult.SUCCESS;
        }

        @Override
        public boolean hasUsername(String username) {
            return executingUser.equals(username);
        }
    }

    static List<Map<String, Object>> call(GraphDatabaseAPI database, String user, Rights rights, String query) {
        try (var transaction = database.beginTransaction(
                KernelTransaction.Type.EXPLICIT,
                new Caller(user, rights),
                ClientConnectionInfo.EMBEDDED_CONNECTION,
                1,
                TimeUnit.MINUTES)) {
            var rows = transaction.execute(query).stream().toList();
            transaction.commit();
            return rows;
        }
    }

    @Override
    public SecurityContext authorize(IdLookup ids, PrivilegeDatabaseReference database, AbstractSecurityLog log) {
        return new SecurityContext(subject(), rights, ClientConnectionInfo.EMBEDDED_CONNECTION, "neo4j");
    }

    /** What the method above is in Neo4j 2026, hence without a mark. */
    public SecurityContext authorize(
            IdLookup ids, PrivilegeDatabaseReference database, AbstractSecurityLog log, long time) {
        return authorize(ids, database, log);
    }
}
