// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import io.bladegraph.plugin.catalog.ModelStore;
import io.bladegraph.plugin.config.ConfigReader;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.stream.Stream;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code blade.model.list, exists, drop, export} and {@code import}. */
public class ModelProcedures extends BladeProcedure {

    /** A model in the store. */
    public record ModelRow(
            @Description("Its name.") String modelName,
            @Description("What kind of model it is.") String type,
            @Description("When it was trained.") ZonedDateTime created,
            @Description(
                            "Who trained or imported it, and alone can replace or drop it; empty if authentication was off.")
                    String user,
            @Description("Nodes that it knows.") long nodeCount,
            @Description("The effective configuration of the training.") Map<String, Object> configuration,
            @Description("What the training measured.") Map<String, Object> metrics,
            @Description("Size of its file.") long sizeBytes) {

        private static ModelRow from(ModelStore.Entry entry) {
            var header = entry.header();
            return new ModelRow(
                    header.name(),
                    header.type(),
                    header.created().atZone(ZoneOffset.UTC),
                    header.user(),
                    header.nodeCount(),
                    header.configuration(),
                    header.metrics(),
                    entry.sizeBytes());
        }
    }

    /** Whether a model exists. */
    public record ExistsRow(
            @Description("The name asked for.") String modelName,
            @Description("Whether there is such a model in this database.") boolean exists) {}

    /** A model as bytes. */
    public record ExportRow(
            @Description("Its name.") String modelName,
            @Description("Length of the content.") long sizeBytes,
            @Description("The model, to be given to blade.model.import.") byte[] content) {}

    @Procedure(name = "blade.model.list", mode = Mode.READ)
    @Description("The trained models of this database, by name.")
    public Stream<ModelRow> list() {
        ModelStore models = workspace.models();
        return models.names().stream().map(name -> ModelRow.from(models.entry(name)));
    }

    @Procedure(name = "blade.model.exists", mode = Mode.READ)
    @Description("Whether this database has a model of a name.")
    public Stream<ExistsRow> exists(@Name(value = "modelName", description = "A name.") String name) {
        return Stream.of(new ExistsRow(name, workspace.models().exists(name)));
    }

    @Procedure(name = "blade.model.drop", mode = Mode.WRITE)
    @Description("Removes a model for good. Embeddings that were written stay.")
    public Stream<ModelRow> drop(@Name(value = "modelName", description = "A model.") String name) {
        requireWriter("blade.model.drop");
        ModelRow row = ModelRow.from(workspace.models().entry(name));
        workspace.models().drop(name, workspace.user());
        hide(name);
        return Stream.of(row);
    }

    @Procedure(name = "blade.model.export", mode = Mode.READ)
    @Description("A model as bytes, to be imported elsewhere.")
    public Stream<ExportRow> export(@Name(value = "modelName", description = "A model.") String name) {
        byte[] content = workspace.models().exportBytes(name);
        return Stream.of(new ExportRow(name, content.length, content));
    }

    @Procedure(name = "blade.model.import", mode = Mode.WRITE)
    @Description("Takes in a model that blade.model.export gave out. "
            + "Its node ids are those of the database that trained it.")
    public Stream<ModelRow> importModel(
            @Name(value = "modelName", description = "What to call it here.") String name,
            @Name(value = "content", description = "As exported.") byte[] content,
            @Name(value = "configuration", defaultValue = "{}", description = "overwrite") Map<String, Object> map) {
        var reader = ConfigReader.of(map);
        boolean overwrite = reader.flag("overwrite", false);
        reader.finish();
        requireWriter("blade.model.import");
        var entry = workspace.models().importBytes(name, content, overwrite, workspace.user());
        show(entry.header());
        return Stream.of(ModelRow.from(entry));
    }
}
