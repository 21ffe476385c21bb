// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelStoreTest {
    @TempDir
    private Path folder;

    private ModelStore store;

    @BeforeEach
    void emptyStore() {
        store = new ModelStore(folder.resolve("models"));
    }

    private static StoredModel model(String name, float first) {
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("labels", List.of("Product"));
        configuration.put("weight", null);
        configuration.put("rate", 0.5);
        configuration.put("nested", Map.of("on", true, "off", false));
        var header = new ModelHeader(
                name, "blade", Instant.ofEpochMilli(1_700_000_000_123L), "ann", 2, configuration, Map.of("mrr", 0.25));
        float[] large = new float[40_000];
        Arrays.fill(large, first);
        return new StoredModel(
                header, new long[] {5, 1L << 40}, Map.of("small", new float[] {Float.MIN_VALUE}, "large", large));
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }

    private Path file(String name) {
        return folder.resolve("models").resolve(name + ".blade");
    }

    @Test
    void aNewStoreFindsWhatAnOldOneSaved() {
        StoredModel saved = model("a", 1.5f);
        store.save(saved, false);

        StoredModel loaded = new ModelStore(folder.resolve("models")).load("a");

        assertThat(loaded.header()).isEqualTo(saved.header());
        assertThat(List.copyOf(loaded.header().configuration().keySet()))
                .isEqualTo(List.of("labels", "weight", "rate", "nested"));
        assertThat(loaded.nodeIds()).isEqualTo(saved.nodeIds());
        assertThat(loaded.tables().get("small")).isEqualTo(saved.tables().get("small"));
        assertThat(loaded.tables().get("large")).isEqualTo(saved.tables().get("large"));
    }

    @Test
    void listsHeadersAndSizesByName() throws IOException {
        store.save(model("b", 1), false);
        store.save(model("a", 1), false);

        assertThat(store.names()).containsExactly("a", "b");
        assertThat(store.entry("a").header().nodeCount()).isEqualTo(2);
        assertThat(store.entry("a").sizeBytes()).isEqualTo(Files.size(file("a")));
    }

    @Test
    void keepsAnExistingModelUnlessToldToOverwriteIt() {
        store.save(model("a", 1), false);

        assertRefused(
                () -> store.save(model("a", 2), false),
                "A model named `a` exists already. Maybe choose another `modelName`, or set `overwrite: true`.");
        assertThat(store.load("a").tables().get("large")[0]).isEqualTo(1);
        store.save(model("a", 2), true);
        assertThat(store.load("a").tables().get("large")[0]).isEqualTo(2);
    }

    @Test
    void leavesNothingButTheModelBehind() throws IOException {
        store.save(model("a", 1), false);

        try (var files = Files.list(folder.resolve("models"))) {
            assertThat(files).containsExactly(file("a"));
        }
    }

    @Test
    void removesWhatAServerLeftThatDiedBetweenWritingAndRenaming() throws IOException {
        store.save(model("a", 1), false);
        byte[] sound = Files.readAllBytes(file("a"));
        Path unfinished = folder.resolve("models/a.blade.tmp");
        for (int length : new int[] {0, 100, sound.length}) {
            Files.write(unfinished, Arrays.copyOf(sound, length));
            var restarted = new ModelStore(folder.resolve("models"));

            assertThat(restarted.names()).containsExactly("a");
            assertThat(restarted.load("a").tables().get("large")[0]).isEqualTo(1);
            restarted.removeUnfinished();
            assertThat(unfinished).doesNotExist();
        }
        Files.write(unfinished, Arrays.copyOf(sound, 100));
        store.save(model("a", 2), true);
        assertThat(store.load("a").tables().get("large")[0]).isEqualTo(2);
        assertThat(unfinished).doesNotExist();
    }

    @Test
    void aNewStoreHasNothingUnfinished() {
        store.removeUnfinished();

        assertThat(store.names()).isEmpty();
    }

    /** The device always answers that it is full. */
    @Test
    void keepsTheOldModelWhenTheDiskIsFull() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "there is no /dev/full to write to");
        store.save(model("a", 1), false);
        byte[] before = Files.readAllBytes(file("a"));
        for (String name : List.of("a", "b")) {
            Files.createSymbolicLink(folder.resolve("models").resolve(name + ".blade.tmp"), full);

            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> store.save(model(name, 2), true))
                    .withMessage("Model `" + name + "` could not be saved in " + folder.resolve("models")
                            + ": No space left on device. A model of that name that was there before is unchanged.");
        }
        assertThat(Files.readAllBytes(file("a"))).isEqualTo(before);
        try (var files = Files.list(folder.resolve("models"))) {
            assertThat(files).containsExactly(file("a"));
        }
    }

    @Test
    void refusesTheNameOfNoModelWithTheNearestOne() {
        store.save(model("phones-v1", 1), false);

        assertRefused(
                () -> store.load("phone-v1"),
                "There is no model named `phone-v1` in this database. Did you mean `phones-v1`?");
        assertRefused(
                () -> store.drop("shoes"),
                "There is no model named `shoes` in this database. Known models: `phones-v1`.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../up", "a/b", "a b", "a\u0000", "ü"})
    void refusesNamesThatCouldLeaveTheFolder(String name) {
        assertRefused(
                () -> store.exists(name),
                "`modelName` must be 1 to 64 letters, digits, `_`, `-` or `.`, but was '" + name + "'.");
    }

    @Test
    void takesEveryAllowedName() {
        for (String name : List.of(".", "..", "a".repeat(64), "A_b-c.1")) {
            store.save(model(name, 1), false);
            assertThat(store.load(name).header().name()).isEqualTo(name);
        }
    }

    @Test
    void noticesEveryFlippedBitThatItIsShown() throws IOException {
        store.save(model("a", 1), false);
        byte[] sound = Files.readAllBytes(file("a"));
        for (int at : new int[] {16, 40, sound.length / 2, sound.length - 1}) {
            byte[] damaged = sound.clone();
            damaged[at] ^= 4;
            Files.write(file("a"), damaged);

            assertRefused(
                    () -> store.load("a"),
                    "The file of model `a` is damaged: its checksum does not fit. Maybe train the model again.");
        }
    }

    @Test
    void noticesEveryTruncation() throws IOException {
        store.save(model("a", 1), false);
        byte[] sound = Files.readAllBytes(file("a"));
        for (int length : new int[] {8, 12, 20, 100, sound.length / 2, sound.length - 1}) {
            Files.write(file("a"), Arrays.copyOf(sound, length));

            assertRefused(
                    () -> store.load("a"),
                    "The file of model `a` is damaged: its checksum does not fit. Maybe train the model again.");
        }
    }

    @Test
    void noticesForeignFilesAndFutureVersions() throws IOException {
        store.save(model("a", 1), false);
        byte[] future = Files.readAllBytes(file("a"));
        future[11] = 9;

        assertRefused(() -> store.importBytes("b", new byte[] {1, 2, 3}, false), "`content` is not a model of Blade.");
        assertRefused(
                () -> store.importBytes("b", future, false),
                "`content` has format version 9, but this plugin reads version 1.");
        assertThat(store.names()).containsExactly("a");
    }

    @Test
    void exportsAndImportsUnderAnotherName() {
        store.save(model("a", 1), false);

        store.importBytes("b", store.exportBytes("a"), false);

        assertThat(store.load("b").header().name()).isEqualTo("b");
        assertThat(store.load("b").tables().get("large"))
                .isEqualTo(store.load("a").tables().get("large"));
    }
}
