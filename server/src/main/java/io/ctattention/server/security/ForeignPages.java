package io.ctattention.server.security;

import io.ctattention.server.problem.ProblemResponse;
import io.ctattention.server.problem.ProblemType;
import io.quarkus.vertx.http.ManagementInterface;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Keeps pages of other sites from using a browser on this machine, or in this network, as their way
 * to a service that asks for no key.
 *
 * <p>Whatever asks for no key, which is the service when it is open and the management port always,
 * answers to known {@linkplain HostNames names} only. What a page of another origin sends is
 * refused where it would have work done, with keys, too: a proxy may add one. The rules are those
 * of Go's <a href="https://pkg.go.dev/net/http#CrossOriginProtection">CrossOriginProtection</a>.
 * The management port refuses such pages whatever they ask, for Quarkus lets every origin read its
 * answers.
 */
@Singleton
class ForeignPages {

    /** After the access log, before Quarkus' CORS (300). */
    private static final int HOSTS = 900;

    /** After CORS, before authentication (200). */
    private static final int ORIGINS = 250;

    private static final Set<HttpMethod> SAFE =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private static final Set<String> OWN = Set.of("same-origin", "none");

    private final boolean open;
    private final HostNames service;
    private final HostNames management;

    ForeignPages(
            SecurityConfig config,
            AccessAtStart access,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.management.host") String managementHost) {
        List<String> names = config.hosts().orElse(List.of());
        open = !access.required();
        service = HostNames.of(host, names);
        management = HostNames.of(managementHost, names);
    }

    void register(@Observes Filters filters) {
        if (open) {
            filters.register(context -> checkHost(context, service), HOSTS);
        }
        filters.register(
                context -> {
                    if (SAFE.contains(context.request().method()) || invited(context)) {
                        context.next();
                    } else {
                        checkOrigin(context);
                    }
                },
                ORIGINS);
    }

    void register(@Observes ManagementInterface port) {
        port.router()
                .route()
                .order(Integer.MIN_VALUE)
                .handler(context -> checkHost(context, management));
        port.router()
                .route()
                .order(Integer.MIN_VALUE)
                .handler(
                        context -> {
                            if (followed(context.request())) {
                                context.next();
                            } else {
                                checkOrigin(context);
                            }
                        });
    }

    /** Whether somebody followed a link, whose page does not see the answer. */
    private static boolean followed(HttpServerRequest request) {
        return SAFE.contains(request.method())
                && "navigate".equals(request.getHeader("Sec-Fetch-Mode"));
    }

    // Behind a proxy there are two: what the browser asked for, and what the proxy did.
    private static void checkHost(RoutingContext context, HostNames names) {
        HttpServerRequest request = context.request();
        HostAndPort real = request.authority(true);
        // Browsers always name a host; what speaks HTTP/1.0 without one is none.
        boolean none = request.version() != HttpVersion.HTTP_2 && request.getHeader("Host") == null;
        if (none || names.know(request.authority()) && (real == null || names.know(real))) {
            context.next();
        } else {
            ProblemResponse.send(
                    context,
                    ProblemType.MISDIRECTED,
                    "Without keys the service answers only to host names that it knows; add this"
                            + " one to "
                            + SecurityConfig.HOSTS);
        }
    }

    /** Whether Quarkus' CORS has let the page's origin pass. */
    private static boolean invited(RoutingContext context) {
        return context.response().headers().contains("Access-Control-Allow-Origin");
    }

    private static void checkOrigin(RoutingContext context) {
        if (foreign(context.request())) {
            ProblemResponse.send(
                    context,
                    ProblemType.FORBIDDEN,
                    "Pages of other sites may not use this service");
        } else {
            context.next();
        }
    }

    /** Browsers say so themselves, or at least where the page is from; nobody else says either. */
    private static boolean foreign(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !OWN.contains(site);
        }
        String origin = request.getHeader("Origin");
        HostAndPort asked = request.authority();
        return origin != null
                && !origin.equalsIgnoreCase("http://" + asked)
                && !origin.equalsIgnoreCase("https://" + asked);
    }
}
