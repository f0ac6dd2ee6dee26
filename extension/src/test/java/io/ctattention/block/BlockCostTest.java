package io.ctattention.block;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.block.attention.AttentionSpec.Kind;
import io.ctattention.block.attention.BlockCost;
import io.ctattention.model.PyTorch;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BlockCostTest {

    private static Stream<AttentionSpec> attentions() {
        return Stream.concat(
                Stream.of(Kind.values()).map(AttentionSpec::of),
                Stream.of(
                        new AttentionSpec(Kind.CBAM, 8, 3, true),
                        new AttentionSpec(Kind.SE, 4, 7, false)));
    }

    @ParameterizedTest
    @MethodSource("attentions")
    void theParametersAreThoseThatTheNetworkHas(AttentionSpec attention) {
        PyTorch.engine();
        NetworkSpec spec = NetworkSpec.paper(attention, 36, 3);
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            Network network = spec.newNetwork();
            network.initialize(manager, DataType.FLOAT32, spec.inputShape(1));
            assertThat(spec.cost().parameters()).isEqualTo(network.parameterCount());
        }
    }

    private static BlockCost cost(Kind kind) {
        return NetworkSpec.paper(AttentionSpec.of(kind), 180, 2).cost();
    }

    @Test
    void theBaselineOfThePaperCostsWhatItsLayersDo() {
        // 178 x 178 x 32 x 27 + 87 x 87 x 64 x 288 + 41 x 41 x 64 x 576 + 107 584 x 64 + 64 x 2
        assertThat(cost(Kind.NONE).multiplyAdds())
                .isEqualTo(27_374_976 + 139_511_808 + 61_968_384 + 6_885_376 + 128);
        assertThat(cost(Kind.NONE).parameters()).isEqualTo(6_941_890);
        // The slice, what follows each ReLU and each pool, the features in order, the dense layer;
        // and for each pooled number where it came from, 8 bytes.
        assertThat(cost(Kind.NONE).activationBytes())
                .isEqualTo(
                        4 * (32_400 + 1_013_888 + 253_472 + 484_416 + 118_336 + 2 * 107_584 + 64)
                                + 8 * (253_472 + 118_336));
    }

    @Test
    void nonLocalAttentionAddsTheProductsOfAllPlacesWithAllPlaces() {
        // After the third convolution: 1681 places, 64 channels, 8 inner ones.
        long products = 4L * 1681 * 64 * 8 + 2L * 1681 * 1681 * 8;
        assertThat(cost(Kind.NONLOCAL).multiplyAdds() - cost(Kind.NONE).multiplyAdds())
                .isEqualTo(products);
        long numbers = 1681L * 1681 + 4 * 1681 * 8 + 107_584;
        assertThat(cost(Kind.NONLOCAL).activationBytes() - cost(Kind.NONE).activationBytes())
                .isEqualTo(4 * numbers);
    }

    @Test
    void nonLocalAttentionStandsWhereItFitsAndAtLeastAfterTheLastConvolution() {
        AttentionSpec nonLocal = AttentionSpec.of(Kind.NONLOCAL);
        assertThat(NetworkSpec.paper(nonLocal, 180, 2).attendedConvolutions()).containsExactly(3);
        // Sides of 106, 52 and 24: 52 to the fourth power is 7 311 616, below 8 Mi.
        assertThat(NetworkSpec.paper(nonLocal, 108, 2).attendedConvolutions())
                .containsExactly(2, 3);
        // 112, 54, 25: 54 to the fourth power is 8 503 056, above 8 Mi.
        assertThat(NetworkSpec.paper(nonLocal, 114, 2).attendedConvolutions()).containsExactly(3);
        assertThat(NetworkSpec.paper(nonLocal, 36, 2).attendedConvolutions())
                .containsExactly(1, 2, 3);
        assertThat(NetworkSpec.paper(nonLocal, 512, 2).attendedConvolutions()).containsExactly(3);
        assertThat(NetworkSpec.paper(nonLocal, 180, 2, List.of(1)).attendedConvolutions())
                .containsExactly(1);
    }

    @Test
    void aTrainingNeedsTheGraphOfEveryBatchAndFourNumbersAWeight() {
        BlockCost cost = new BlockCost(10, 0, 1000);
        assertThat(cost.trainingBytes(3)).isEqualTo(160 + 3000);
    }
}
