package io.ctattention.server.telemetry;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Sends requests without a body as they are, however strange, and counts the answers. */
final class RawRequests {

    private static final String STATUS = "HTTP/1.1 ";

    private final URI service;

    RawRequests(URI service) {
        this.service = service;
    }

    /**
     * Sends a request many times over one connection.
     *
     * @param line method and path; {@code #} stands for the request's number
     * @return how many answers came
     */
    int send(String line, int times) throws IOException {
        StringBuilder all = new StringBuilder();
        for (int i = 1; i <= times; i++) {
            all.append(line.replace("#", Integer.toString(i)));
            all.append(line.contains("HTTP/1.1") ? "" : " HTTP/1.1");
            all.append("\r\nHost: ").append(service.getAuthority());
            all.append(i < times ? "\r\n\r\n" : "\r\nConnection: close\r\n\r\n");
        }
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(all.toString().getBytes(StandardCharsets.ISO_8859_1));
            return count(read(socket.getInputStream()));
        }
    }

    private static String read(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    private static int count(String answers) {
        return answers.toUpperCase(Locale.ROOT).split(STATUS, -1).length - 1;
    }
}
