package io.ctattention.quarkus.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Calls the extension's part of the Dev UI through JSON-RPC, as its pages do. Quarkus' own {@code
 * DevUIJsonRPCTest} looks for an answer every three seconds only.
 */
final class DevUiCalls implements WebSocket.Listener, AutoCloseable {

    private final ObjectMapper json = new ObjectMapper();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final StringBuilder received = new StringBuilder();
    private final WebSocket socket;

    DevUiCalls(int port) {
        URI uri = URI.create("ws://localhost:" + port + "/q/dev-ui/json-rpc-ws");
        socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(uri, this).join();
    }

    JsonNode call(String method, Map<String, Object> parameters) throws Exception {
        int id = answers.size();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        Map<String, Object> request =
                Map.of(
                        "jsonrpc",
                        "2.0",
                        "id",
                        id,
                        "method",
                        "quarkus-ct-attention_" + method,
                        "params",
                        parameters);
        socket.sendText(json.writeValueAsString(request), true).join();
        return answer.get(1, TimeUnit.MINUTES);
    }

    JsonNode call(String method) throws Exception {
        return call(method, Map.of());
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        received.append(part);
        if (last) {
            take(received.toString());
            received.setLength(0);
        }
        from.request(1);
        return null;
    }

    private void take(String text) {
        try {
            JsonNode message = json.readTree(text);
            CompletableFuture<JsonNode> answer = answers.get(message.path("id").asInt(-1));
            if (answer != null && message.has("result")) {
                answer.complete(message.get("result").get("object"));
            } else if (answer != null) {
                answer.completeExceptionally(new AssertionError(text));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        socket.abort();
    }
}
