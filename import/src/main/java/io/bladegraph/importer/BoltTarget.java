// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import io.bladegraph.Monitor;
import io.bladegraph.importer.lock.DatabaseLock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.neo4j.driver.AuthToken;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Record;
import org.neo4j.driver.Result;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;

/**
 * A running database, written over Bolt in batches of {@value #BATCH} rows, one transaction each.
 *
 * <p>One session writes: relationships lock both of their nodes, so parallel batches of a dense graph would wait for
 * each other or deadlock. Every statement finds nodes by the unique {@code id} of their label.
 */
public final class BoltTarget implements GraphTarget {
    private static final int BATCH = 10_000;

    private final Driver driver;
    private final DatabaseLock lock;
    private final Session session;

    /**
     * Connects, and locks the database for other imports.
     *
     * @param uri {@code bolt://127.0.0.1:7687}
     * @param auth how to log in
     * @param database name of the database
     * @param monitor told about waiting for the lock
     */
    public BoltTarget(String uri, AuthToken auth, String database, Monitor monitor) {
        driver = GraphDatabase.driver(uri, auth);
        try {
            driver.verifyConnectivity();
            lock = DatabaseLock.take(driver, database, DatabaseLock.IMPORT, monitor);
            session = driver.session(SessionConfig.builder()
                    .withDatabase(database)
                    .withFetchSize(BATCH)
                    .build());
        } catch (ServiceUnavailableException e) {
            driver.close();
            throw new ImportException(
                    "No Neo4j server answers at `" + uri + "`. Maybe start it first, or set `--bolt-port`.", e);
        } catch (AuthenticationException e) {
            driver.close();
            throw new ImportException(
                    "The server at `" + uri + "` refuses the user. Maybe set `--user` and `--password`.", e);
        } catch (RuntimeException e) {
            driver.close();
            throw e;
        }
    }

    @Override
    public void putNodes(NodeSchema schema, List<Node> nodes, Monitor monitor) {
        session.executeWriteWithoutResult(
                tx -> tx.run("CREATE CONSTRAINT IF NOT EXISTS FOR (n:`" + schema.label() + "`) REQUIRE n.id IS UNIQUE")
                        .consume());
        List<Property> properties = schema.properties();
        String set = IntStream.range(0, properties.size())
                .mapToObj(i -> "`" + properties.get(i).name() + "`: coalesce(row[" + (i + 1) + "], n.`"
                        + properties.get(i).name() + "`)")
                .collect(Collectors.joining(", "));
        String statement = "UNWIND $rows AS row MERGE (n:`" + schema.label() + "` {id: row[0]})"
                + (set.isEmpty() ? "" : " SET n += {" + set + "}");
        inBatches(
                "Writing " + schema.label() + " nodes",
                statement,
                nodes,
                batch -> batch.stream()
                        .<Object>map(node -> row(node.id(), node.values(), properties))
                        .toList(),
                monitor);
    }

    @Override
    public List<Relationship> read(RelationshipSchema schema, Monitor monitor) {
        String columns = schema.properties().stream()
                .map(property -> ", r.`" + property.name() + "`")
                .collect(Collectors.joining());
        String query = "MATCH (a:`" + schema.startLabel() + "`)-[r:`" + schema.type() + "`]->(b:`" + schema.endLabel()
                + "`) WHERE a.id IS NOT NULL AND b.id IS NOT NULL RETURN a.id, b.id" + columns
                + ", size(keys(r)) AS size";
        Map<String, String> ids = new HashMap<>();
        Set<RelationshipSchema.Key> foreign = new HashSet<>();
        return session.executeRead(tx -> {
            Result result = tx.run(query);
            List<Relationship> rows = new ArrayList<>();
            while (result.hasNext()) {
                Record next = result.next();
                Relationship row = relationship(schema, next, ids);
                boolean kept = schema.properties().isEmpty()
                        && next.get("size").asInt() > 0
                        && !foreign.add(schema.key(row)); // what others gave properties is never surplus
                if (schema.owns(row) && !kept) {
                    rows.add(row);
                }
                if (rows.size() % BATCH == 0) {
                    monitor.progress("Reading stored " + schema.type(), rows.size(), rows.size());
                }
            }
            return rows;
        });
    }

    @Override
    public void write(RelationshipSchema schema, RelationshipDiff diff, Monitor monitor) {
        List<Property> properties = schema.properties();
        String ends = "UNWIND $rows AS start MATCH (a:`" + schema.startLabel()
                + "` {id: start[0]}) UNWIND start[1] AS row MATCH (b:`" + schema.endLabel() + "` {id: row[0]}) ";
        String values = IntStream.range(0, properties.size())
                .mapToObj(i -> "`" + properties.get(i).name() + "`: row[" + (i + 1) + "]")
                .collect(Collectors.joining(", "));
        String stored = ends + "MATCH (a)-[r:`" + schema.type() + "`]->(b) " + condition(schema);
        writeBatches("Deleting surplus", stored + deleteSurplus(schema), schema, diff.surplus(), monitor);
        writeBatches("Deleting old", stored + "DELETE r", schema, diff.deleted(), monitor);
        String update = stored + "SET r += {" + values + "}";
        writeBatches("Updating", update, schema, diff.updated(), monitor);
        String create = ends + "CREATE (a)-[:`" + schema.type() + "` {" + values + "}]->(b)";
        writeBatches("Writing", create, schema, diff.created(), monitor);
    }

    @Override
    public void close() {
        lock.close();
        session.close();
        driver.close();
    }

    /** Of the key in a row, and made by an import, as {@link RelationshipSchema#owns} has it. */
    private static String condition(RelationshipSchema schema) {
        if (schema.keyLength() == 0 && !schema.properties().isEmpty()) {
            return "WHERE r.`" + schema.properties().get(0).name() + "` IS NOT NULL ";
        }
        return IntStream.range(0, schema.keyLength())
                .mapToObj(i -> (i == 0 ? "WHERE " : "AND ") + "r.`"
                        + schema.properties().get(i).name() + "` = row[" + (i + 1) + "] ")
                .collect(Collectors.joining());
    }

    /** The one with the most properties stays; without properties of ours, so does what has any. */
    private static String deleteSurplus(RelationshipSchema schema) {
        return "WITH DISTINCT a, b, r" + keyColumns(schema) + " ORDER BY size(keys(r)) DESC"
                + " WITH a, b" + keyNames(schema) + ", collect(r)[1..] AS surplus"
                + " UNWIND surplus AS r WITH r " + (schema.properties().isEmpty() ? "WHERE size(keys(r)) = 0 " : "")
                + "DELETE r";
    }

    private static String keyColumns(RelationshipSchema schema) {
        return IntStream.range(0, schema.keyLength())
                .mapToObj(i -> ", r.`" + schema.properties().get(i).name() + "` AS key" + i)
                .collect(Collectors.joining());
    }

    private static String keyNames(RelationshipSchema schema) {
        return IntStream.range(0, schema.keyLength()).mapToObj(i -> ", key" + i).collect(Collectors.joining());
    }

    private void writeBatches(
            String verb,
            String statement,
            RelationshipSchema schema,
            List<Relationship> relationships,
            Monitor monitor) {
        inBatches(verb + " " + schema.type(), statement, relationships, batch -> byStart(batch, schema), monitor);
    }

    /** [start, [[end, values...], ...]] per start node, so that each start node is looked up once a batch. */
    private static List<Object> byStart(List<Relationship> batch, RelationshipSchema schema) {
        Map<String, List<Object>> groups = new LinkedHashMap<>();
        for (Relationship row : batch) {
            groups.computeIfAbsent(row.start(), start -> new ArrayList<>())
                    .add(row(row.end(), row.values(), schema.properties()));
        }
        List<Object> rows = new ArrayList<>();
        groups.forEach((start, group) -> rows.add(List.of(start, group)));
        return rows;
    }

    private static List<Object> row(String id, List<Object> values, List<Property> properties) {
        List<Object> row = new ArrayList<>();
        row.add(id);
        for (int i = 0; i < values.size(); i++) {
            row.add(properties.get(i).type().toBolt(values.get(i)));
        }
        return row;
    }

    private static Relationship relationship(RelationshipSchema schema, Record row, Map<String, String> ids) {
        Object[] values = new Object[schema.properties().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    schema.properties().get(i).type().fromBolt(row.get(i + 2).asObject());
        }
        return Relationship.of(id(row, 0, ids), id(row, 1, ids), values);
    }

    /** One object per id, however many relationships it has. */
    private static String id(Record row, int column, Map<String, String> ids) {
        return ids.computeIfAbsent(String.valueOf(row.get(column).asObject()), id -> id);
    }

    private <T> void inBatches(
            String task, String statement, List<T> all, Function<List<T>, List<Object>> rows, Monitor monitor) {
        for (int done = 0; done < all.size(); done += BATCH) {
            monitor.progress(task, done, all.size());
            List<T> batch = all.subList(done, Math.min(all.size(), done + BATCH));
            run(statement, Map.of("rows", rows.apply(batch)));
        }
        if (!all.isEmpty()) {
            monitor.progress(task, all.size(), all.size());
        }
    }

    private void run(String statement, Map<String, Object> parameters) {
        session.executeWriteWithoutResult(tx -> {
            lock.renew(tx);
            tx.run(statement, parameters).consume();
        });
    }
}
