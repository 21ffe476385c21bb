// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.feedback;

import io.bladegraph.conversion.FeatureRows;
import io.bladegraph.conversion.FeatureSchema;
import io.bladegraph.conversion.FeatureTable;
import io.bladegraph.feedback.DelayModel;
import io.bladegraph.feedback.EventRows;
import io.bladegraph.feedback.FeedbackWindows;
import io.bladegraph.feedback.Observation;
import io.bladegraph.plugin.catalog.ModelHeader;
import io.bladegraph.plugin.catalog.StoredModel;
import io.bladegraph.plugin.config.ConfigReader;
import io.bladegraph.plugin.config.Moments;
import io.bladegraph.plugin.config.Suggestion;
import io.bladegraph.plugin.conversion.EventTable;
import io.bladegraph.plugin.conversion.ServedConversion;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A delay model with what turns rows of Cypher into its rows.
 *
 * @param model when events convert
 * @param schema which features they have
 * @param signals names of the signals of engagement, in the model's order; a single one without a name is "engagedAt"
 */
public record ServedDelays(DelayModel model, FeatureSchema schema, List<String> signals) {
    /** The type of delay models in the store. */
    public static final String TYPE = "feedback";

    private static final String SINGLE_SIGNAL = "engagedAt";
    private static final String FEATURES = "features";
    private static final String KEYED = "featureMaps";
    private static final String SIGNALS = "signals";
    private static final long[] NO_NODES = {};

    /**
     * For the store.
     *
     * @param header what is known about it; features and signals are added to its configuration
     * @return header and tables
     */
    public StoredModel toStored(ModelHeader header) {
        Map<String, float[]> tables = new LinkedHashMap<>();
        tables.put("centers", model.tables().centers());
        tables.put("scales", model.tables().scales());
        tables.put("parameters", model.tables().parameters());
        tables.put("jumps", model.tables().jumps());
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put(KEYED, schema.keyed());
        columns.put(FEATURES, ServedConversion.fields(schema));
        columns.put(SIGNALS, signals);
        return new StoredModel(header.with(columns), NO_NODES, tables);
    }

    /**
     * From the store.
     *
     * @param stored as loaded
     * @return the model that was saved
     * @throws IllegalArgumentException if it is a model of another type
     */
    public static ServedDelays from(StoredModel stored) {
        stored.requireType(TYPE);
        ModelHeader header = stored.header();
        var reader = ConfigReader.of(header.configuration());
        FeedbackWindows windows = FeedbackConfigs.windows(reader).get();
        int bins = FeedbackConfigs.bins(reader);
        var schema = new FeatureSchema(
                reader.flag(KEYED, false),
                ServedConversion.fields(header.configuration().get(FEATURES)),
                FeedbackConfigs.hashBuckets(reader));
        List<String> signals = reader.names(SIGNALS);
        int buckets = schema.categoryCount() == 0 ? 0 : schema.buckets();
        int hidden = FeedbackConfigs.hiddenUnits(reader);
        var form = new DelayModel.Form(windows, bins, schema.denseDimension(), buckets, signals.size(), hidden);
        Map<String, float[]> tables = stored.tables();
        return new ServedDelays(
                new DelayModel(
                        form,
                        new DelayModel.Tables(
                                tables.get("centers"),
                                tables.get("scales"),
                                tables.get("parameters"),
                                tables.get("jumps"))),
                schema,
                signals);
    }

    /**
     * The columns that a query must return.
     *
     * @return their names
     */
    public List<String> columns() {
        return signals.isEmpty()
                ? List.of("id", "features", "eventAt", "convertedAt")
                : List.of("id", "features", "eventAt", "convertedAt", "engagedAt");
    }

    /**
     * Rows of the model from those of a query.
     *
     * @param table as read
     * @return the same rows
     * @throws IllegalArgumentException if they have a signal that the model does not know
     */
    public EventRows rows(EventTable table) {
        return rows(table, signals);
    }

    /**
     * Rows from those of a query.
     *
     * @param table as read
     * @param signals in the order wanted
     * @return the same rows; a signal that no row has is absent everywhere
     */
    public static EventRows rows(EventTable table, List<String> signals) {
        for (String name : table.signals().keySet()) {
            requireSignal(name, signals);
        }
        long[][] signalAt = new long[signals.size()][];
        for (int s = 0; s < signalAt.length; s++) {
            var times = table.signals().get(signals.get(s));
            signalAt[s] = times == null ? absent(table.size()) : times.toArray();
        }
        return new EventRows(
                features(table.features()),
                table.eventAt().toArray(),
                table.convertedAt().toArray(),
                signalAt);
    }

    /**
     * A single event as the model wants it.
     *
     * @param features a list or a map
     * @param eventAt epoch milliseconds
     * @param convertedAt epoch milliseconds, or {@link Observation#ABSENT}
     * @param engagedAt null, a time, or a map of times
     * @return one row
     */
    public EventRows row(Object features, long eventAt, long convertedAt, Object engagedAt) {
        var table = new FeatureTable(schema);
        table.add(features, 1);
        Map<?, ?> times = engagedAt instanceof Map<?, ?> map
                ? map
                : engagedAt == null ? Map.of() : Map.of(SINGLE_SIGNAL, engagedAt);
        long[][] signalAt = new long[signals.size()][];
        Arrays.setAll(signalAt, s -> absent(1));
        times.forEach((key, time) -> {
            String name = engagedAt instanceof Map ? SINGLE_SIGNAL + "." + key : SINGLE_SIGNAL;
            signalAt[requireSignal(name, signals)][0] = time == null ? Observation.ABSENT : Moments.time(name, time);
        });
        return new EventRows(features(table), new long[] {eventAt}, new long[] {convertedAt}, signalAt);
    }

    private static int requireSignal(String name, List<String> signals) {
        int index = signals.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "The model knows no signal `" + name + "`." + Suggestion.of(name, signals, "signals"));
        }
        return index;
    }

    private static EventRows.Features features(FeatureTable table) {
        FeatureRows raw = table.raw();
        return new EventRows.Features(raw.denseDimension(), raw.dense(), raw.categoryCount(), raw.categories());
    }

    private static long[] absent(int count) {
        long[] times = new long[count];
        Arrays.fill(times, Observation.ABSENT);
        return times;
    }
}
