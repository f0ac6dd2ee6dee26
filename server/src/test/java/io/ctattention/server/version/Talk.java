package io.ctattention.server.version;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/** A client that talks to the service in one of the ways. */
final class Talk implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    private final HttpClient client;
    private final URI service;

    Talk(Vertx vertx, Way way, URI plain, URI tls) {
        client = vertx.createHttpClient(way.options());
        service = way.tls ? tls : plain;
    }

    /** What came back. */
    record Answer(int status, HttpVersion version, MultiMap headers, Buffer body) {

        JsonObject json() {
            return body.toJsonObject();
        }

        String header(String name) {
            return headers.get(name);
        }
    }

    /** A request that is begun, with the key that the service knows. */
    Future<HttpClientRequest> begin(HttpMethod method, String path) {
        return client.request(method, service.getPort(), service.getHost(), path)
                .map(request -> request.putHeader("X-API-Key", ServedOverTls.KEY));
    }

    static Future<Answer> answer(Future<HttpClientResponse> response) {
        return response.compose(
                head ->
                        head.body()
                                .map(
                                        body ->
                                                new Answer(
                                                        head.statusCode(),
                                                        head.version(),
                                                        head.headers(),
                                                        body)));
    }

    Future<Answer> post(String path, byte[] body, String... headers) {
        return begin(HttpMethod.POST, path)
                .compose(
                        request -> {
                            for (int i = 0; i < headers.length; i += 2) {
                                request.putHeader(headers[i], headers[i + 1]);
                            }
                            return answer(request.send(Buffer.buffer(body)));
                        });
    }

    Answer get(String path) throws Exception {
        return await(begin(HttpMethod.GET, path).compose(request -> answer(request.send())));
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage()
                .toCompletableFuture()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        client.close();
    }
}
