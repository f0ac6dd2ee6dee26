package io.ctattention.server.security;

import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.oidc.runtime.TenantConfigContext;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Decides who may call before the port opens, and stops the start if necessary. */
@Singleton
class AccessAtStart {

    private static final Logger LOG = Logger.getLogger(AccessAtStart.class);

    private final Access access;
    private final boolean anyAudience;

    AccessAtStart(
            SecurityConfig config,
            ValidKeys keys,
            TenantConfigBean tenants,
            @ConfigProperty(name = "quarkus.http.host") String host) {
        boolean oidc = enabled(tenants).findAny().isPresent();
        this.access = Access.decide(config.authentication(), host, keys.configured(), oidc);
        this.anyAudience =
                access.required()
                        && enabled(tenants)
                                .anyMatch(t -> t.oidcConfig().token().audience().isEmpty());
    }

    private static Stream<TenantConfigContext> enabled(TenantConfigBean tenants) {
        return Stream.concat(
                        Stream.of(tenants.getDefaultTenant()),
                        tenants.getStaticTenantsConfig().values().stream())
                .filter(tenant -> tenant.oidcConfig().tenantEnabled());
    }

    void report(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        LOG.log(access.exposed() ? Logger.Level.WARN : Logger.Level.INFO, access.message());
        if (anyAudience) {
            LOG.warn(
                    "quarkus.oidc.token.audience is not set: a token that the issuer made for any other service is accepted too");
        }
    }

    /** Tells whether callers must authenticate. */
    boolean required() {
        return access.required();
    }
}
