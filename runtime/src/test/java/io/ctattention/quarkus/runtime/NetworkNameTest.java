package io.ctattention.quarkus.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ctattention.block.attention.AttentionSpec.Kind;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

/** The property {@code quarkus.ct-attention.training.network}, as the configuration reads it. */
class NetworkNameTest {

    private static final String PROPERTY = "quarkus.ct-attention.training.network";

    private static Kind attention(String name) {
        return new SmallRyeConfigBuilder()
                .withDefaultValue(PROPERTY, name)
                .build()
                .getValue(PROPERTY, CtAttentionConfig.NetworkName.class)
                .attention();
    }

    @Test
    void everyAttentionAndTheBaselineHaveAName() {
        for (Kind kind : Kind.values()) {
            assertThat(attention(kind.id())).isSameAs(kind);
        }
        assertThat(attention("baseline")).isSameAs(Kind.NONE);
    }

    @Test
    void anotherNameIsRefusedWithThePropertyAndTheNamesThatThereAre() {
        assertThatThrownBy(() -> attention("senet"))
                .hasStackTraceContaining(PROPERTY)
                .hasStackTraceContaining(
                        "attention 'senet' is unknown; use one of none, cbam, se,");
    }
}
