// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
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
        assertThatIllegalArgumentException()
                .isThrownBy(call)
                .withMessage(message)
                .withNoCause();
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
    void keepsTheOldModelWhenTheNewOneCannotBeWritten() throws IOException {
        store.save(model("a", 1), false);
        byte[] before = Files.readAllBytes(file("a"));
        for (String name : List.of("a", "b")) {
            Path inTheWay = Files.createDirectory(folder.resolve("models").resolve(name + ".blade.tmp"));

            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> store.save(model(name, 2), true))
                    .withMessage("Model `" + name + "` could not be saved in " + folder.resolve("models") + ": "
                            + inTheWay
                            + ": Is a directory. A model of that name that was there before is unchanged.");
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
                () -> store.drop("shoes", "ann"),
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

        assertRefused(
                () -> store.importBytes("b", new byte[] {1, 2, 3}, false, "ann"), "`content` is not a model of Blade.");
        assertRefused(
                () -> store.importBytes("b", future, false, "ann"),
                "`content` has format version 9, but this plugin reads version 1.");
        assertOnly("a");
    }

    @Test
    void exportsAndImportsUnderAnotherName() throws IOException {
        store.save(model("a", 1), false);

        store.importBytes("b", store.exportBytes("a"), false, "ann");

        assertThat(store.load("b").header().name()).isEqualTo("b");
        assertThat(store.load("b").tables().get("large"))
                .isEqualTo(store.load("a").tables().get("large"));
        assertOnly("a", "b");
    }

    private void assertOnly(String... models) throws IOException {
        try (var files = Files.list(folder.resolve("models"))) {
            assertThat(files)
                    .containsExactlyInAnyOrder(
                            Arrays.stream(models).map(this::file).toArray(Path[]::new));
        }
    }

    @Test
    void aModelOfAnotherUserIsNeitherReplacedNorDropped() {
        store.save(model("a", 1), false);

        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> store.checkFree("a", true, "bob"),
                () -> store.save(model("a", 2).named("a", "bob"), true),
                () -> store.importBytes("a", store.exportBytes("a"), true, "bob"),
                () -> store.drop("a", "bob"))) {
            assertThatThrownBy(call)
                    .isInstanceOf(SecurityException.class)
                    .hasMessage("The model `a` is of the user `ann`, who alone can replace or drop it. Maybe choose"
                            + " another `modelName`.");
        }
        assertThat(store.load("a").tables().get("large")[0]).isEqualTo(1);
        store.importBytes("b", store.exportBytes("a"), false, "bob");
        assertThat(store.entry("b").header().user()).isEqualTo("bob");
        store.drop("a", "ann");
        store.drop("b", "");
        assertThat(store.names()).isEmpty();
    }

    /** A damaged file has no owner that could be known, and must not be in the way for ever. */
    @Test
    void aDamagedModelCanBeReplacedByAnybody() throws IOException {
        Files.createDirectories(folder.resolve("models"));
        Files.write(file("a"), new byte[] {1, 2, 3});

        store.save(model("a", 2), true);

        assertThat(store.load("a").header().user()).isEqualTo("ann");
    }

    @Test
    void writesThroughNoSymbolicLink() throws IOException {
        Path outside = Files.write(folder.resolve("outside"), new byte[] {1});
        Files.createDirectories(folder.resolve("models"));
        Files.createSymbolicLink(file("a"), outside);
        assertRefused(() -> store.load("a"), "The file of model `a` is not a model of Blade.");

        store.save(model("a", 1), true);

        assertThat(outside).hasBinaryContent(new byte[] {1});
        assertThat(Files.isSymbolicLink(file("a"))).isFalse();
        Files.createSymbolicLink(folder.resolve("models/b.blade.tmp"), outside);
        assertThatThrownBy(() -> store.save(model("b", 1), false)).isInstanceOf(UncheckedIOException.class);
        assertThat(outside).hasBinaryContent(new byte[] {1});
    }

    /** Whoever makes up a file can make up its checksums too. */
    @Test
    void believesNoLengthThatTheFileHasNoRoomFor() throws IOException {
        store.save(model("a", 1), false);
        byte[] sound = store.exportBytes("a");
        int ids = ByteBuffer.wrap(sound).getInt(12) + 20;
        for (int length : new int[] {-1, 3, 1 << 20, Integer.MAX_VALUE}) {
            byte[] forged = sound.clone();
            ByteBuffer.wrap(forged).putInt(ids, length);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> store.importBytes("b", withChecksum(forged), false, "ann"));
        }
        assertThat(store.importBytes("b", withChecksum(sound.clone()), false, "ann")
                        .header()
                        .name())
                .isEqualTo("b");
    }

    private static byte[] withChecksum(byte[] file) {
        var crc = new CRC32C();
        crc.update(file, 0, file.length - Integer.BYTES);
        ByteBuffer.wrap(file).putInt(file.length - Integer.BYTES, (int) crc.getValue());
        return file;
    }

    /** A header of lists in lists, with a checksum that fits. */
    @Test
    void refusesForgedHeaders() throws IOException {
        for (byte[] header : new byte[][] {new byte[] {0}, new byte[] {5, -1, -1, -1, -1}, nested(100_000)}) {
            var bytes = new ByteArrayOutputStream();
            var out = new DataOutputStream(bytes);
            out.writeBytes("BLADEMDL");
            out.writeInt(1);
            out.writeInt(header.length);
            out.write(header);
            var crc = new CRC32C();
            crc.update(header);
            out.writeInt((int) crc.getValue());

            assertRefused(
                    () -> store.importBytes("b", bytes.toByteArray(), false, "ann"),
                    "`content` is no sound model: its parts do not fit together. Maybe train the model again.");
        }
    }

    private static byte[] nested(int depth) {
        var lists = ByteBuffer.allocate(5 * depth);
        for (int i = 0; i < depth; i++) {
            lists.put((byte) 6).putInt(1);
        }
        return lists.array();
    }

    /** A file of serialized Java objects is no model, whatever its name. */
    @Test
    void readsNoJavaObjects() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(new Trap());
        }

        assertRefused(
                () -> store.importBytes("b", bytes.toByteArray(), false, "ann"), "`content` is not a model of Blade.");
        assertThat(Trap.sprung).isFalse();
    }

    private static final class Trap implements Serializable {
        @Serial
        private static final long serialVersionUID = 1;

        private static boolean sprung;

        @Serial
        private void readObject(ObjectInputStream in) {
            sprung = true;
        }
    }
}
