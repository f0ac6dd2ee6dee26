package io.ctattention.server.telemetry;

import java.util.Set;

/**
 * What logs, meters and traces call a request. There are few such words, whatever a stranger sends:
 * a path can hold a patient's name, and each new word of a meter takes memory for good.
 */
final class RequestWords {

    /** Stands for what is not ours. */
    static final String ELSEWHERE = "-";

    private static final String OTHER = "OTHER";
    private static final String MODEL = "/v1/models/";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "OPTIONS");
    private static final Set<String> PATHS =
            Set.of("/", "/v1/models", "/v1/classifications", "/v1/explanations", "/q/openapi");

    private RequestWords() {}

    static String method(String method) {
        return METHODS.contains(method) ? method : OTHER;
    }

    static String path(String path) {
        if (PATHS.contains(path)) {
            return path;
        }
        return path.startsWith(MODEL) ? MODEL + "{name}" : ELSEWHERE;
    }
}
