// SPDX-License-Identifier: Apache-2.0
package io.bladegraph.launcher;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;

/**
 * The two doors of a server, both on the loopback address.
 *
 * @param http port of Neo4j Browser and the HTTP API
 * @param bolt port of the drivers
 */
record Ports(int http, int bolt) {
    private static final int MAGIC = 0x6060B017;
    private static final int BOLT_5_WITH_RANGE = 0x00_04_04_05;
    private static final int TIMEOUT_MILLIS = 2_000;

    Ports {
        check("--http-port", http);
        check("--bolt-port", bolt);
        if (http == bolt) {
            throw new IllegalArgumentException(
                    "`--http-port` and `--bolt-port` must differ, but both were " + http + ".");
        }
    }

    private static void check(String option, int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("`" + option + "` must be between 1 and 65535, but was " + port + ".");
        }
    }

    String httpAddress() {
        return "http://127.0.0.1:" + http;
    }

    String boltAddress() {
        return "bolt://127.0.0.1:" + bolt;
    }

    /** Fails with the option to use if another program listens on one of the ports. */
    void requireFree() {
        requireFree("--http-port", http);
        requireFree("--bolt-port", bolt);
    }

    private static void requireFree(String option, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "Port " + port + " is taken by another program. Maybe choose another with `" + option + "`.", e);
        }
    }

    /** True once both HTTP and Bolt answer in their own language. */
    boolean answer() {
        return httpAnswers() && boltAnswers();
    }

    private boolean httpAnswers() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(httpAddress()).toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    /** Bolt's handshake: the client sends a magic number and four proposals, the server picks one or zero. */
    private boolean boltAnswers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), bolt), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            ByteBuffer handshake = ByteBuffer.allocate(20).putInt(MAGIC).putInt(BOLT_5_WITH_RANGE);
            socket.getOutputStream().write(handshake.array());
            byte[] answer = socket.getInputStream().readNBytes(4);
            return answer.length == 4 && ByteBuffer.wrap(answer).getInt() != 0;
        } catch (IOException e) {
            return false;
        }
    }
}
