// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.catalog;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * The file format of models, version 1; all numbers big-endian.
 *
 * <pre>
 * magic "BLADEMDL" | int version | int length of header | header | int CRC-32C of the header
 * int nodes | long node ids | int tables | per table: name, int length, floats | int CRC-32C of everything before it
 * </pre>
 *
 * <p>The header has a checksum of its own, so that listing models reads no tables. A file is checked as a whole before
 * anything in it is believed, so a damaged one costs an error and never memory.
 */
final class ModelFile {
    private static final byte[] MAGIC = {'B', 'L', 'A', 'D', 'E', 'M', 'D', 'L'};
    private static final int VERSION = 1;
    private static final int CHUNK = 1 << 16;
    private static final String UNFINISHED = ".blade.tmp";

    private ModelFile() {}

    /** Whether a file is what a write leaves behind when the server dies in the midst of it. */
    static boolean isUnfinished(Path file) {
        return file.getFileName().toString().endsWith(UNFINISHED);
    }

    /** Writes to a temporary file beside {@code path}, forces it to disk, and renames it. */
    static void write(StoredModel model, Path path) throws IOException {
        Path temporary = path.resolveSibling(path.getFileName() + ".tmp");
        try {
            try (var channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    LinkOption.NOFOLLOW_LINKS)) {
                write(model, Channels.newOutputStream(channel));
                channel.force(true);
            }
            Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    static void write(StoredModel model, OutputStream file) throws IOException {
        var checked = new CheckedOutputStream(new BufferedOutputStream(file, CHUNK), new CRC32C());
        var out = new DataOutputStream(checked);
        byte[] header = headerBytes(model.header());
        out.write(MAGIC);
        out.writeInt(VERSION);
        out.writeInt(header.length);
        out.write(header);
        out.writeInt(crc(header));
        out.writeInt(model.nodeIds().length);
        for (long id : model.nodeIds()) {
            out.writeLong(id);
        }
        out.writeInt(model.tables().size());
        for (Map.Entry<String, float[]> table : model.tables().entrySet()) {
            out.writeUTF(table.getKey());
            writeFloats(table.getValue(), out);
        }
        out.writeInt((int) checked.getChecksum().getValue());
        out.flush();
    }

    /**
     * Reads a whole model. The text of errors begins with {@code what}.
     *
     * <p>A checksum proves that nothing was damaged, not that nobody made it up: lengths are believed only as far as the file
     * has room for them.
     */
    static StoredModel read(String what, Path path) throws IOException {
        return read(what, () -> Files.newInputStream(path), Files.size(path));
    }

    /** Reads a whole model from the bytes of its file. */
    static StoredModel read(String what, byte[] content) throws IOException {
        return read(what, () -> new ByteArrayInputStream(content), content.length);
    }

    private static StoredModel read(String what, Content content, long room) throws IOException {
        try (var in = buffered(content.open())) {
            header(what, in);
        }
        try (var in = content.open()) {
            checkSum(what, in, room);
        }
        try (var in = buffered(content.open())) {
            ModelHeader header = header(what, in);
            long[] ids = new long[length(in, room / Long.BYTES)];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = in.readLong();
            }
            Map<String, float[]> tables = new LinkedHashMap<>();
            for (int left = length(in, room); left > 0; left--) {
                tables.put(in.readUTF(), readFloats(in, room));
            }
            return new StoredModel(header, ids, tables);
        } catch (EOFException | UTFDataFormatException e) {
            throw unfit(what, e);
        }
    }

    /** What can be read from its beginning more than once. */
    private interface Content {
        InputStream open() throws IOException;
    }

    /** Without a cause, as the database shows the innermost one alone. */
    private static IllegalArgumentException unfit(String what, Exception reason) {
        var unfit = new IllegalArgumentException(
                what + " is no sound model: its parts do not fit together. Maybe train the model again.");
        unfit.addSuppressed(reason);
        return unfit;
    }

    private static int length(DataInputStream in, long most) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > most) {
            throw new EOFException();
        }
        return length;
    }

    /** Reads the header alone. */
    static ModelHeader header(String what, Path path) throws IOException {
        try (var in = buffered(Files.newInputStream(path))) {
            return header(what, in);
        }
    }

    private static ModelHeader header(String what, DataInputStream in) throws IOException {
        if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
            throw new IllegalArgumentException(what + " is not a model of Blade.");
        }
        byte[] numbers = in.readNBytes(2 * Integer.BYTES);
        require(numbers.length == 2 * Integer.BYTES, what);
        int version = ByteBuffer.wrap(numbers).getInt();
        if (version != VERSION) {
            throw new IllegalArgumentException(
                    what + " has format version " + version + ", but this plugin reads version " + VERSION + ".");
        }
        int length = ByteBuffer.wrap(numbers).getInt(Integer.BYTES);
        require(length >= 0, what);
        byte[] header = in.readNBytes(length);
        byte[] sum = in.readNBytes(Integer.BYTES);
        require(
                sum.length == Integer.BYTES
                        && crc(header) == ByteBuffer.wrap(sum).getInt(),
                what);
        try {
            return parseHeader(header);
        } catch (IOException | ClassCastException | NullPointerException | IllegalArgumentException e) {
            throw unfit(what, e);
        }
    }

    private static void checkSum(String what, InputStream in, long size) throws IOException {
        var crc = new CRC32C();
        byte[] chunk = new byte[CHUNK];
        for (long left = size - Integer.BYTES; left > 0; ) {
            int count = in.read(chunk, 0, (int) Math.min(left, CHUNK));
            require(count > 0, what);
            crc.update(chunk, 0, count);
            left -= count;
        }
        require(new DataInputStream(in).readInt() == (int) crc.getValue(), what);
    }

    private static void require(boolean sound, String what) {
        if (!sound) {
            throw new IllegalArgumentException(
                    what + " is damaged: its checksum does not fit. Maybe train the model again.");
        }
    }

    private static DataInputStream buffered(InputStream in) {
        return new DataInputStream(new BufferedInputStream(in, CHUNK));
    }

    private static byte[] headerBytes(ModelHeader header) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", header.name());
        fields.put("type", header.type());
        fields.put("created", header.created().toEpochMilli());
        fields.put("user", header.user());
        fields.put("nodeCount", header.nodeCount());
        fields.put("configuration", header.configuration());
        fields.put("metrics", header.metrics());
        CypherValues.write(fields, out);
        return bytes.toByteArray();
    }

    private static ModelHeader parseHeader(byte[] bytes) throws IOException {
        var fields = CypherValues.asMap(CypherValues.read(new DataInputStream(new ByteArrayInputStream(bytes))));
        return new ModelHeader(
                (String) fields.get("name"),
                (String) fields.get("type"),
                Instant.ofEpochMilli((long) fields.get("created")),
                (String) fields.get("user"),
                (long) fields.get("nodeCount"),
                CypherValues.asMap(fields.get("configuration")),
                CypherValues.asMap(fields.get("metrics")));
    }

    private static int crc(byte[] bytes) {
        var crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private static void writeFloats(float[] values, DataOutputStream out) throws IOException {
        out.writeInt(values.length);
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        int size = CHUNK / Float.BYTES;
        for (int begin = 0; begin < values.length; begin += size) {
            int count = Math.min(size, values.length - begin);
            chunk.asFloatBuffer().put(values, begin, count);
            out.write(chunk.array(), 0, count * Float.BYTES);
        }
    }

    private static float[] readFloats(DataInputStream in, long room) throws IOException {
        float[] values = new float[length(in, room / Float.BYTES)];
        byte[] chunk = new byte[CHUNK];
        int size = CHUNK / Float.BYTES;
        for (int begin = 0; begin < values.length; begin += size) {
            int count = Math.min(size, values.length - begin);
            in.readFully(chunk, 0, count * Float.BYTES);
            ByteBuffer.wrap(chunk).asFloatBuffer().get(values, begin, count);
        }
        return values;
    }
}
