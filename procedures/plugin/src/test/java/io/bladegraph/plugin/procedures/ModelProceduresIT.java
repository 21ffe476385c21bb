// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.procedures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bladegraph.plugin.Caller;
import io.bladegraph.plugin.Neo4jTest;
import io.bladegraph.plugin.catalog.ModelHeader;
import io.bladegraph.plugin.catalog.ModelStore;
import io.bladegraph.plugin.catalog.StoredModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelProceduresIT extends Neo4jTest {
    private static final Path FOLDER = home().resolve("data/blade/neo4j/models");

    @BeforeEach
    void aModel() {
        var header =
                new ModelHeader("phones", "blade", Instant.EPOCH, "ann", 1, Map.of("epochs", 3L), Map.of("mrr", 0.5));
        new ModelStore(FOLDER).save(new StoredModel(header, new long[] {1}, Map.of("source", new float[] {1})), false);
    }

    @Test
    void listsModels() {
        assertThat(rows("CALL blade.model.list()").get(0))
                .containsEntry("modelName", "phones")
                .containsEntry("type", "blade")
                .containsEntry("created", ZonedDateTime.parse("1970-01-01T00:00Z"))
                .containsEntry("user", "ann")
                .containsEntry("nodeCount", 1L)
                .containsEntry("configuration", Map.of("epochs", 3L))
                .containsEntry("metrics", Map.of("mrr", 0.5));
    }

    @Test
    void knowsWhatExistsAndDropsIt() {
        assertThat(value("CALL blade.model.exists('phones') YIELD exists")).isEqualTo(true);
        assertThat(value("CALL blade.model.drop('phones') YIELD modelName")).isEqualTo("phones");
        assertThat(value("CALL blade.model.exists('phones') YIELD exists")).isEqualTo(false);
    }

    @Test
    void exportsAndImports() {
        byte[] content = (byte[]) value("CALL blade.model.export('phones') YIELD content");

        rows("CALL blade.model.import('copy', $content)", Map.of("content", content));

        assertThat(column("CALL blade.model.list() YIELD modelName")).containsExactly("copy", "phones");
    }

    @Test
    void refusesBadNames() {
        assertThat(error("CALL blade.model.drop('shoes')"))
                .isEqualTo("There is no model named `shoes` in this database. Did you mean `phones`?");
        assertThat(error("CALL blade.model.exists('../phones')"))
                .isEqualTo("`modelName` must be 1 to 64 letters, digits, `_`, `-` or `.`, but was '../phones'.");
        assertThat(error("CALL blade.model.export('phones') YIELD content"
                        + " CALL blade.model.import('phones', content) YIELD modelName RETURN modelName"))
                .isEqualTo("A model named `phones` exists already. Maybe choose another `modelName`, or set"
                        + " `overwrite: true`.");
    }

    @Test
    void saysWhyAModelCannotBeSaved() throws IOException {
        Path inTheWay = Files.createDirectory(FOLDER.resolve("phones.blade.tmp"));

        assertThat(error("CALL blade.model.export('phones') YIELD content CALL blade.model.import('phones', content,"
                        + " {overwrite: true}) YIELD modelName RETURN modelName"))
                .isEqualTo("Model `phones` could not be saved in " + FOLDER + ": " + inTheWay
                        + ": Is a directory. A model of that name that was there before is unchanged.");
    }

    @Test
    void aModelIsItsOwners() {
        for (String call : List.of(
                "CALL blade.model.drop('phones')",
                "CALL blade.model.export('phones') YIELD content"
                        + " CALL blade.model.import('phones', content, {overwrite: true}) YIELD modelName RETURN modelName",
                "CALL blade.train({nodeLabels: 'None', relationshipTypes: 'NONE'}, {modelName: 'phones', overwrite: true})",
                "CALL blade.thresholds.fit('', {modelName: 'phones', overwrite: true, precision: 0.5})")) {
            assertThat(message(catchThrowable(() -> as("bob", Caller.Rights.FULL, call))))
                    .isEqualTo("The model `phones` is of the user `ann`, who alone can replace or drop it. Maybe choose"
                            + " another `modelName`.");
        }
        assertThat(as("ann", Caller.Rights.FULL, "CALL blade.model.drop('phones') YIELD user"))
                .containsExactly(Map.of("user", "ann"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../phones", "/tmp/phones", "a/../phones", "..\\\\phones", "phones.blade/.."})
    void namesLeadNowhereElse(String name) {
        for (String call : List.of(
                "CALL blade.model.export('%s')",
                "CALL blade.model.drop('%s')",
                "CALL blade.model.import('%s', null)",
                "CALL blade.train({}, {modelName: '%s'})",
                "CALL blade.embeddings.stream({}, {modelName: '%s'})")) {
            assertThat(error(call.formatted(name))).startsWith("`modelName` must be 1 to 64 letters");
        }
    }
}
