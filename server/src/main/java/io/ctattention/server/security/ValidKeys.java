package io.ctattention.server.security;

import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The API keys of the configuration and of the file, as they are now. */
@Singleton
class ValidKeys {

    private static final long LOOK_MILLISECONDS = 1000;

    private final ApiKeys fixed;
    private final Optional<ApiKeysFile> file;
    private final Vertx vertx;

    ValidKeys(SecurityConfig config, Vertx vertx) {
        this.fixed = ApiKeys.ofProperty(config.apiKeys().orElse(List.of()));
        this.file = config.apiKeysFile().map(ApiKeysFile::new);
        this.vertx = vertx;
        file.ifPresent(this::lookLater);
    }

    // On a worker thread, each look after the last: a mount that hangs holds up no request.
    private void lookLater(ApiKeysFile keys) {
        vertx.setTimer(
                LOOK_MILLISECONDS,
                timer ->
                        vertx.executeBlocking(
                                        () -> {
                                            keys.look();
                                            return null;
                                        })
                                .onComplete(done -> lookLater(keys)));
    }

    /** Tells whether keys are configured, even if the file holds none yet. */
    boolean configured() {
        return fixed.size() > 0 || file.isPresent();
    }

    /** Returns whose key this is, if it is valid. */
    Optional<String> nameOf(String key) {
        return file.map(keys -> fixed.and(keys.keys())).orElse(fixed).nameOf(key);
    }
}
