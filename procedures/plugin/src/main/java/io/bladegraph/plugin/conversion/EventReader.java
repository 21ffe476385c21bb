// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.conversion;

import io.bladegraph.conversion.FeatureSchema;
import io.bladegraph.conversion.FeatureTable;
import io.bladegraph.plugin.config.Moments;
import io.bladegraph.plugin.conversion.EventTable.Demand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.neo4j.graphdb.Result.ResultRow;

/** Collects the rows of a query in columns. Not thread-safe. */
final class EventReader {
    private static final String ENGAGED_AT = "engagedAt";

    private final Demand demand;
    private final boolean hasId;
    private final boolean hasEventAt;
    private final boolean hasConvertedAt;
    private final boolean hasEngagedAt;
    private final List<Object> ids = new ArrayList<>();
    private final Times eventAt = new Times();
    private final Times convertedAt = new Times();
    private final Map<Object, Signal> signals = new HashMap<>();
    private FeatureTable features;
    private Signal only;
    private int count;

    EventReader(Demand demand, List<String> columns) {
        this.demand = demand;
        this.features = demand.schema() == null ? null : new FeatureTable(demand.schema());
        this.hasId = columns.contains("id");
        this.hasEventAt = columns.contains("eventAt");
        this.hasConvertedAt = columns.contains("convertedAt");
        this.hasEngagedAt = columns.contains(ENGAGED_AT);
    }

    /** When something was seen of each row; shorter than the rows if it was not seen in the last ones. */
    private record Signal(String column, Times times) {}

    void add(ResultRow values, long row) {
        Object given = values.get("features");
        if (features == null) {
            features = new FeatureTable(FeatureSchema.of(given, demand.hashBuckets(), row));
        }
        features.add(given, row);
        if (hasEventAt) {
            eventAt.add(Moments.time("eventAt", values.get("eventAt"), row));
        }
        if (hasConvertedAt) {
            convertedAt.add(optionalTime("convertedAt", values.get("convertedAt"), row));
        }
        if (hasEngagedAt) {
            addSignals(values.get(ENGAGED_AT), row);
        }
        ids.add(hasId ? values.get("id") : null);
        count++;
    }

    /** The rows so far; at least one. */
    EventTable table() {
        if (count == 0) {
            throw new IllegalArgumentException("`query` returns no row.");
        }
        Map<String, Times> named = new TreeMap<>();
        signals.values().forEach(signal -> named.put(signal.column, signal.times.fill(count)));
        if (only != null || (hasEngagedAt && named.isEmpty())) {
            named.put(ENGAGED_AT, (only == null ? new Times() : only.times).fill(count));
        }
        return new EventTable(ids, features, eventAt, convertedAt, named);
    }

    private void addSignals(Object value, long row) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, time) -> add(
                    signals.computeIfAbsent(name, key -> new Signal(ENGAGED_AT + "." + key, new Times())), time, row));
        } else if (value != null) {
            only = only == null ? new Signal(ENGAGED_AT, new Times()) : only;
            add(only, value, row);
        }
    }

    private void add(Signal signal, Object time, long row) {
        signal.times.fill(count).add(optionalTime(signal.column, time, row));
    }

    private static long optionalTime(String column, Object value, long row) {
        return value == null ? EventTable.ABSENT : Moments.time(column, value, row);
    }
}
