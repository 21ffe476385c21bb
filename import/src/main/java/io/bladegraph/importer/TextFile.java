// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Opens text: plain or gzip, whatever the name, with or without a byte order mark; what is no text is named. */
final class TextFile {
    private static final int LOOK = 4096;
    private static final Map<Pattern, String> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put(
                Pattern.compile("PK\\x03\\x04"),
                "a ZIP archive or a spreadsheet (.xlsx); maybe unpack it, or save it as CSV");
        KINDS.put(Pattern.compile("PAR1[^\\w,;|\t]"), "a Parquet file; maybe save it as CSV");
        KINDS.put(Pattern.compile("%PDF-"), "a PDF");
        KINDS.put(Pattern.compile("BZh[1-9]1AY&SY"), "bzip2; maybe unpack it");
        KINDS.put(Pattern.compile("\\xFD7zXZ"), "xz; maybe unpack it");
        KINDS.put(Pattern.compile("\\x28\\xB5\\x2F\\xFD"), "Zstandard; maybe unpack it");
        KINDS.put(Pattern.compile("\\xD0\\xCF\\x11\\xE0"), "an old spreadsheet (.xls); maybe save it as CSV");
    }

    private TextFile() {}

    /**
     * Opens a file behind its byte order mark.
     *
     * @param file to be read
     * @param encoding name of a character set; a byte order mark of UTF-16 counts more than UTF-8
     * @return a reader that refuses what the character set does not have
     * @throws ImportException if the file is no text, or the character set not known
     */
    static BufferedReader open(Path file, String encoding) throws IOException {
        Charset charset = charset(encoding);
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            if (startsWith(look(in), 0x1F, 0x8B)) {
                in = new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16);
            }
            byte[] start = look(in);
            boolean wide = startsWith(start, 0xFF, 0xFE) || startsWith(start, 0xFE, 0xFF);
            if (wide && charset.equals(StandardCharsets.UTF_8)) {
                charset = StandardCharsets.UTF_16;
            } else if (!charset.name().startsWith("UTF-16") && !charset.name().startsWith("UTF-32")) {
                requireText(file, start);
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, charset.newDecoder()), 1 << 16);
            skipByteOrderMark(reader);
            return reader;
        } catch (IOException | ImportException e) {
            in.close();
            throw e;
        }
    }

    private static Charset charset(String encoding) {
        try {
            return Charset.forName(encoding);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new ImportException("Unknown `--encoding` `" + encoding + "`.", e);
        }
    }

    private static byte[] look(InputStream in) throws IOException {
        in.mark(LOOK);
        byte[] start = in.readNBytes(LOOK);
        in.reset();
        return start;
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length > 1 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
    }

    /** Text of an encoding with single bytes for the common characters has no zero bytes. */
    private static void requireText(Path file, byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        KINDS.forEach((magic, kind) -> {
            if (magic.matcher(text).lookingAt()) {
                throw new ImportException("Cannot read `" + file + "`: it is " + kind + ".");
            }
        });
        int[] zeros = new int[2];
        for (int i = 0; i < start.length; i++) {
            zeros[i % 2] += start[i] == 0 ? 1 : 0;
        }
        int quarter = start.length / 4;
        if (Math.max(zeros[0], zeros[1]) > quarter && Math.min(zeros[0], zeros[1]) == 0) {
            throw new ImportException("Cannot read `" + file + "`: it is UTF-16 without a byte order mark. Maybe set "
                    + "`--encoding` to " + (zeros[1] > 0 ? "UTF-16LE" : "UTF-16BE") + ".");
        } else if (Arrays.stream(zeros).sum() > 0) {
            throw new ImportException("Cannot read `" + file + "`: it is binary, not text.");
        }
    }

    private static void skipByteOrderMark(BufferedReader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
    }
}
