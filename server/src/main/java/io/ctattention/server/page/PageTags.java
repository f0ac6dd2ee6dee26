package io.ctattention.server.page;

import io.ctattention.file.Sha256;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Has browsers ask at each look whether the page's files are still the same, which a hash of their
 * content tells: an upgraded page is seen at once, also where replicas of two versions answer in
 * turn. The time of a file's last change, which Quarkus would send, is that of its unpacking.
 */
@Singleton
class PageTags {

    /** After whatever decides who may ask. */
    private static final int PRIORITY = 10;

    private static final String FOLDER = "/META-INF/resources";

    /** Of few folders: the pattern would need a stack as deep as a path is long. */
    private static final Pattern FILE = Pattern.compile("/(?:[\\w-]+/){0,3}(?:[\\w-]+\\.\\w+)?");

    private final Map<String, Optional<String>> tags = new ConcurrentHashMap<>();
    private final boolean fixed;

    PageTags(LaunchMode mode) {
        fixed = mode != LaunchMode.DEVELOPMENT; // where files change under the running service
    }

    void register(@Observes Filters filters) {
        filters.register(this::answer, PRIORITY);
    }

    private void answer(RoutingContext context) {
        Optional<String> tag = tag(context);
        if (tag.isEmpty()) {
            context.next();
            return;
        }
        context.response()
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .putHeader(HttpHeaders.ETAG, tag.get());
        String known = context.request().getHeader(HttpHeaders.IF_NONE_MATCH);
        if (known != null && known.contains(tag.get())) { // quotes are part of it
            context.response().setStatusCode(304).end();
        } else {
            context.next();
        }
    }

    private Optional<String> tag(RoutingContext context) {
        HttpMethod method = context.request().method();
        String path = context.normalizedPath();
        boolean read = method == HttpMethod.GET || method == HttpMethod.HEAD;
        if (!fixed || !read || !FILE.matcher(path).matches()) {
            return Optional.empty();
        }
        Optional<String> found = tags.get(path);
        if (found == null) {
            found = hash(path.endsWith("/") ? path + "index.html" : path);
            if (found.isPresent()) { // whatever else is asked for would be kept without end
                tags.put(path, found);
            }
        }
        return found;
    }

    /** Returns a weak tag, for a proxy may compress what has it; none where there is no file. */
    private static Optional<String> hash(String path) {
        try (InputStream file = PageTags.class.getResourceAsStream(FOLDER + path)) {
            if (file == null) {
                return Optional.empty();
            }
            byte[] hash = Sha256.digest().digest(file.readAllBytes());
            return Optional.of("W/\"" + Sha256.hex(hash) + '"');
        } catch (IOException e) {
            throw new IllegalStateException("Cannot hash " + path, e);
        }
    }
}
