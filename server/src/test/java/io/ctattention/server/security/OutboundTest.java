package io.ctattention.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The service as it is without any configuration but a model. */
@QuarkusTest
@TestProfile(OutboundTest.Profile.class)
class OutboundTest {

    public static class Profile extends SecurityProfile {
        @Override
        Map<String, String> security() {
            return Map.of();
        }
    }

    @ConfigProperty(name = "quarkus.otel.sdk.disabled")
    boolean telemetryOff;

    @ConfigProperty(name = "quarkus.oidc.tenant-enabled")
    boolean oidcOn;

    @TestHTTPResource URI root;

    @Test
    void neitherTracesNorOidcLeaveThisMachine() {
        assertThat(telemetryOff).isTrue();
        assertThat(oidcOn).isFalse();
    }

    @Test
    void onALoopbackAddressTheServiceIsOpen() throws Exception {
        assertThat(new Caller(root).get("/v1/ping").body()).isEqualTo("nobody");
    }
}
