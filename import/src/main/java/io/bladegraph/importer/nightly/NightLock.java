// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer.nightly;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps two nights apart. The lock is the operating system's and ends with the process that holds it, so one that was
 * killed leaves nothing that would have to be cleared away; the process id in the file is for people.
 */
final class NightLock implements AutoCloseable {
    private final Path folder;
    private final FileChannel channel;

    private NightLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** Takes the lock of a folder, or fails with {@link Outcome#LOCKED}. */
    static NightLock take(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("nightly.lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!locked(channel)) {
            channel.close();
            throw new NightException(
                    Outcome.LOCKED,
                    "Another run holds `" + file + "`: process "
                            + Files.readString(file).strip() + ".");
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8)));
        return new NightLock(folder, channel);
    }

    /** What is locked. */
    Path folder() {
        return folder;
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
