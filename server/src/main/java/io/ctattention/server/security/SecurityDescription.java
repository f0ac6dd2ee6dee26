package io.ctattention.server.security;

import io.ctattention.server.security.SecurityConfig.Authentication;
import io.quarkus.oidc.runtime.OidcConfig;
import io.quarkus.oidc.runtime.OidcTenantConfig;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** Describes the configured authentication in the OpenAPI document. */
@Singleton
@OpenApiFilter(stages = RunStage.RUNTIME_STARTUP)
class SecurityDescription implements OASFilter {

    private final SecurityConfig config;
    private final OidcConfig oidc;

    SecurityDescription(SecurityConfig config, OidcConfig oidc) {
        this.config = config;
        this.oidc = oidc;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.setSecurity(List.of()); // open, unless it is said otherwise
        if (config.authentication() == Authentication.NONE) {
            return;
        }
        if (config.apiKeys().isPresent() || config.apiKeysFile().isPresent()) {
            add(
                    document,
                    "apiKey",
                    OASFactory.createSecurityScheme()
                            .type(SecurityScheme.Type.APIKEY)
                            .in(SecurityScheme.In.HEADER)
                            .name(ServiceAuthentication.HEADER)
                            .description("A key from the operator of the service"));
        }
        if (oidc.namedTenants().values().stream().anyMatch(OidcTenantConfig::tenantEnabled)) {
            add(
                    document,
                    "token",
                    OASFactory.createSecurityScheme()
                            .type(SecurityScheme.Type.HTTP)
                            .scheme("bearer")
                            .bearerFormat("JWT")
                            .description("A token from the OpenID Connect issuer"));
        }
    }

    /** Whoever shows one of several is let in. */
    private static void add(OpenAPI document, String name, SecurityScheme scheme) {
        document.getComponents().addSecurityScheme(name, scheme);
        document.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(name));
    }
}
