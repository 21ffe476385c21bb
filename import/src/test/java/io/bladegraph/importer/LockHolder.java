// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.importer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A process that holds the lock of a file until it is killed. */
final class LockHolder {
    private LockHolder() {}

    /**
     * Says so once it has the lock.
     *
     * @param arguments the file
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (FileChannel file =
                        FileChannel.open(Path.of(arguments[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            System.out.println("locked " + lock.isValid());
            Thread.sleep(60_000);
        }
    }
}
