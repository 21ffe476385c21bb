// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.conversion;

import io.bladegraph.conversion.ConversionConfig;
import io.bladegraph.conversion.ConversionModel;
import io.bladegraph.conversion.ConversionModel.Learned;
import io.bladegraph.conversion.FeatureEncoder;
import io.bladegraph.conversion.FeatureField;
import io.bladegraph.conversion.FeatureField.Kind;
import io.bladegraph.conversion.FeatureSchema;
import io.bladegraph.conversion.ModelShape;
import io.bladegraph.plugin.catalog.ModelHeader;
import io.bladegraph.plugin.catalog.StoredModel;
import io.bladegraph.plugin.config.ConfigReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A conversion model with what turns features into its rows.
 *
 * @param encoder of features
 * @param model learned from them
 */
public record ServedConversion(FeatureEncoder encoder, ConversionModel model) {
    /** The type of conversion models in the store. */
    public static final String TYPE = "conversion";

    private static final String FEATURES = "features";
    private static final String KEYED = "featureMaps";
    private static final long[] NO_NODES = {};

    /**
     * A model that has learned nothing yet.
     *
     * @param encoder of features
     * @param config how it will learn
     * @return encoder and model
     */
    public static ServedConversion create(FeatureEncoder encoder, ConversionConfig config) {
        FeatureSchema schema = encoder.schema();
        int buckets = schema.categoryCount() == 0 ? 0 : schema.buckets();
        return new ServedConversion(
                encoder, ConversionModel.create(config, schema.denseDimension(), schema.categoryCount(), buckets));
    }

    /**
     * The same knowledge, learning otherwise.
     *
     * @param config how it will go on
     * @return encoder and model
     * @throws IllegalArgumentException if heads, members or kind of uncertainty differ
     */
    public ServedConversion goingOn(ConversionConfig config) {
        return new ServedConversion(encoder, ConversionModel.of(config, model.shape(), model.learned()));
    }

    /**
     * For the store.
     *
     * @param header what is known about it; the features are added to its configuration
     * @return header and tables
     */
    public StoredModel toStored(ModelHeader header) {
        Map<String, float[]> tables = new LinkedHashMap<>();
        tables.put("mean", encoder.mean());
        tables.put("scale", encoder.scale());
        Learned learned = model.learned();
        tables.put("precision", learned.precision());
        for (int m = 0; m < learned.weights().size(); m++) {
            tables.put("weights" + m, learned.weights().get(m));
        }
        Map<String, Object> features = new LinkedHashMap<>();
        features.put("hashBuckets", (long) encoder.schema().buckets());
        features.put(KEYED, encoder.schema().keyed());
        features.put(FEATURES, fields(encoder.schema()));
        return new StoredModel(header.with(features), NO_NODES, tables);
    }

    /**
     * From the store.
     *
     * @param stored as loaded
     * @return the model that was saved
     * @throws IllegalArgumentException if it is a model of another type
     */
    public static ServedConversion from(StoredModel stored) {
        stored.requireType(TYPE);
        ModelHeader header = stored.header();
        var reader = ConfigReader.of(header.configuration());
        ConversionConfig config = ConversionConfigs.training(reader);
        var schema = new FeatureSchema(
                reader.flag(KEYED, false),
                fields(header.configuration().get(FEATURES)),
                ConversionConfigs.hashBuckets(reader));
        var encoder = new FeatureEncoder(
                schema, stored.tables().get("mean"), stored.tables().get("scale"));
        List<float[]> weights = new ArrayList<>();
        for (int m = 0; stored.tables().containsKey("weights" + m); m++) {
            weights.add(stored.tables().get("weights" + m));
        }
        ModelShape shape = create(encoder, config).model.shape();
        var learned = new Learned(weights, stored.tables().get("precision"));
        return new ServedConversion(encoder, ConversionModel.of(config, shape, learned));
    }

    /**
     * Fields as the store keeps them.
     *
     * @param schema which features rows have
     * @return Cypher values
     */
    public static List<Object> fields(FeatureSchema schema) {
        List<Object> fields = new ArrayList<>();
        for (FeatureField field : schema.fields()) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("name", field.name());
            map.put("kind", field.kind().name().toLowerCase(Locale.ROOT));
            map.put("dimension", (long) field.dimension());
            fields.add(map);
        }
        return fields;
    }

    /**
     * Fields from the store.
     *
     * @param stored as {@link #fields(FeatureSchema)} returned them
     * @return the fields
     */
    public static List<FeatureField> fields(Object stored) {
        List<FeatureField> fields = new ArrayList<>();
        for (Object item : (List<?>) stored) {
            var map = (Map<?, ?>) item;
            Kind kind = Kind.valueOf(((String) map.get("kind")).toUpperCase(Locale.ROOT));
            fields.add(new FeatureField((String) map.get("name"), kind, ((Long) map.get("dimension")).intValue()));
        }
        return fields;
    }
}
