package io.ctattention.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysTest {

    /** From FIPS 180-2, appendix B.1: the hash of "abc". */
    private static final String ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    /** From {@code printf schlüssel | sha256sum}, in UTF-8. */
    private static final String UMLAUT =
            "ccec7a8e3e039f0b6b308a81f438e1d07a59c8c896b4f237d10c3eecb8375ef7";

    /** From {@code printf '' | sha256sum}. */
    private static final String NOTHING =
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @Test
    void aKeyIsKnownByItsHash() {
        ApiKeys keys = ApiKeys.ofProperty(List.of("ward-a:" + UMLAUT, "ward-b:" + ABC));

        assertThat(keys.nameOf("abc")).contains("ward-b");
        assertThat(keys.nameOf("abd")).isEmpty();
        assertThat(keys.nameOf("ABC")).isEmpty();
        assertThat(keys.nameOf(ABC)).isEmpty();
        assertThat(keys.nameOf("ward-b:abc")).isEmpty();
    }

    @Test
    void theBytesOfAHeaderAreHashedAsTheyWereSent() {
        ApiKeys keys = ApiKeys.ofProperty(List.of("ward-a:" + UMLAUT));

        assertThat(keys.nameOf("schl\u00c3\u00bcssel")).contains("ward-a");
    }

    @Test
    void aHashMayBeInUpperCase() {
        assertThat(ApiKeys.ofProperty(List.of("b:" + ABC.toUpperCase(Locale.ROOT))).nameOf("abc"))
                .contains("b");
    }

    @Test
    void theHashOfNothingLetsNobodyIn() {
        assertThat(ApiKeys.ofProperty(List.of("b:" + NOTHING)).nameOf("")).isEmpty();
    }

    @Test
    void aNameMayHaveTwoKeys() {
        ApiKeys keys = ApiKeys.ofProperty(List.of("b:" + UMLAUT, "b:" + ABC));

        assertThat(keys.nameOf("abc")).contains("b");
        assertThat(keys.nameOf("schl\u00c3\u00bcssel")).contains("b");
    }

    @Test
    void aFileMayHaveCommentsAndEmptyLines() {
        ApiKeys keys = ApiKeys.ofFile("# keys\r\n\r\n  ward-b:" + ABC + "  \n  # end", "keys");

        assertThat(keys.size()).isEqualTo(1);
        assertThat(keys.nameOf("abc")).contains("ward-b");
    }

    @Test
    void anEmptyFileHasNoKeys() {
        assertThat(ApiKeys.ofFile("", "keys").nameOf("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "my-secret",
                "my-secret:" + ABC + ":",
                ":" + ABC,
                "my secret:" + ABC,
                "b:my-secret",
                "b: " + ABC,
                "b:" + ABC + "00",
                "b:za7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                "#b:" + ABC,
                "oidc:" + ABC,
                "anonymous:" + ABC
            })
    void aMalformedEntryIsNamedButNotRepeated(String entry) {
        assertThatThrownBy(() -> ApiKeys.ofProperty(List.of("a:" + ABC, entry)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("ct-attention.server.api-keys, entry 2 has ")
                .hasMessageContaining("it must be name:hash")
                .message()
                .doesNotContainIgnoringCase("secret")
                .doesNotContain("7816bf");
    }

    @Test
    void aMalformedLineIsNamedByItsNumber() {
        assertThatThrownBy(() -> ApiKeys.ofFile("# keys\n\na:" + ABC + "\nmy-secret\n", "k/keys"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(
                        "ct-attention.server.api-keys-file k/keys, line 4 has 0 colons; it must be")
                .message()
                .doesNotContain("secret");
    }
}
