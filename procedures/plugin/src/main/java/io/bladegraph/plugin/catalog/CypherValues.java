// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.plugin.catalog;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Maps, lists, strings, numbers and truth values in a tagged binary form. The order of maps is kept. */
final class CypherValues {
    private static final int NULL = 0;
    private static final int FALSE = 1;
    private static final int TRUE = 2;
    private static final int INTEGER = 3;
    private static final int FLOAT = 4;
    private static final int STRING = 5;
    private static final int LIST = 6;
    private static final int MAP = 7;
    private static final int MAX_DEPTH = 64;

    private CypherValues() {}

    static void write(Object value, DataOutputStream out) throws IOException {
        if (value == null) {
            out.writeByte(NULL);
        } else if (value instanceof Boolean flag) {
            out.writeByte(flag ? TRUE : FALSE);
        } else if (value instanceof Long || value instanceof Integer) {
            out.writeByte(INTEGER);
            out.writeLong(((Number) value).longValue());
        } else if (value instanceof Double || value instanceof Float) {
            out.writeByte(FLOAT);
            out.writeDouble(((Number) value).doubleValue());
        } else if (value instanceof String text) {
            out.writeByte(STRING);
            writeText(text, out);
        } else if (value instanceof List<?> list) {
            out.writeByte(LIST);
            out.writeInt(list.size());
            for (Object item : list) {
                write(item, out);
            }
        } else if (value instanceof Map<?, ?> map) {
            out.writeByte(MAP);
            out.writeInt(map.size());
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                writeText((String) entry.getKey(), out);
                write(entry.getValue(), out);
            }
        } else {
            throw new IllegalStateException(
                    "A model cannot keep a value of type " + value.getClass().getName() + ".");
        }
    }

    static Object read(DataInputStream in) throws IOException {
        return read(in, MAX_DEPTH);
    }

    private static Object read(DataInputStream in, int depth) throws IOException {
        if (depth == 0) {
            throw new IOException("Values are nested too deeply");
        }
        int tag = in.readByte();
        return switch (tag) {
            case NULL -> null;
            case FALSE -> false;
            case TRUE -> true;
            case INTEGER -> in.readLong();
            case FLOAT -> in.readDouble();
            case STRING -> readText(in);
            case LIST -> readList(in, depth - 1);
            case MAP -> readMap(in, depth - 1);
            default -> throw new IOException("Unknown tag " + tag);
        };
    }

    /** A value that was written as a map. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> asMap(Object value) {
        return (Map<String, Object>) value;
    }

    private static Map<String, Object> readMap(DataInputStream in, int depth) throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            map.put(readText(in), read(in, depth));
        }
        return map;
    }

    private static List<Object> readList(DataInputStream in, int depth) throws IOException {
        List<Object> list = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            list.add(read(in, depth));
        }
        return list;
    }

    private static void writeText(String text, DataOutputStream out) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
