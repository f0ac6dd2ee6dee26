package io.ctattention.server.security;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Calls the service with headers and paths as they are, however strange. */
final class Caller {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI root;

    Caller(URI root) {
        this.root = root;
    }

    HttpResponse<String> get(String path, String... headers)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://" + root.getAuthority() + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        return CLIENT.send(
                (headers.length == 0 ? request : request.headers(headers)).build(),
                BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, byte[] body) throws IOException, InterruptedException {
        URI uri = URI.create("http://" + root.getAuthority() + path);
        return CLIENT.send(
                HttpRequest.newBuilder(uri)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
