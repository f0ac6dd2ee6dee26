package io.ctattention.server.security;

import static io.ctattention.server.security.SecurityConfig.Authentication.AUTO;
import static io.ctattention.server.security.SecurityConfig.Authentication.NONE;
import static io.ctattention.server.security.SecurityConfig.Authentication.REQUIRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.9.1", "localhost", "::1", "[::1]"})
    void onALoopbackAddressTheServiceIsOpenUnlessKeysAreConfigured(String host) {
        Access open = Access.decide(AUTO, host, false, false);

        assertThat(open.required()).isFalse();
        assertThat(open.exposed()).isFalse();
        assertThat(open.message()).startsWith("Open to every program on this machine");
        assertThat(Access.decide(AUTO, host, true, false).required()).isTrue();
        assertThat(Access.decide(AUTO, host, false, true).required()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "2001:db8::1", "256.0.0.1"})
    void onAnyOtherAddressItDoesNotStartWithoutKeys(String host) {
        assertThatThrownBy(() -> Access.decide(AUTO, host, false, false))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("quarkus.http.host is " + host + ", which other machines")
                .hasMessageContaining("ct-attention.server.api-keys-file")
                .hasMessageContaining("quarkus.oidc.auth-server-url")
                .hasMessageContaining("ct-attention.server.authentication=none");
        assertThat(Access.decide(AUTO, host, true, false).required()).isTrue();
        assertThat(Access.decide(AUTO, host, false, true).required()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0"})
    void requiredMeansThatThereAreKeysOrOidc(String host) {
        assertThatThrownBy(() -> Access.decide(REQUIRED, host, false, false))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("ct-attention.server.authentication is required");
        assertThat(Access.decide(REQUIRED, host, true, true).required()).isTrue();
    }

    @Test
    void noneAsksNobodyAndSaysSoWhereOthersReachIt() {
        Access exposed = Access.decide(NONE, "0.0.0.0", true, true);

        assertThat(exposed.required()).isFalse();
        assertThat(exposed.exposed()).isTrue();
        assertThat(exposed.message()).contains("quarkus.http.host is 0.0.0.0");
        assertThat(Access.decide(NONE, "127.0.0.1", false, false).exposed()).isFalse();
    }
}
