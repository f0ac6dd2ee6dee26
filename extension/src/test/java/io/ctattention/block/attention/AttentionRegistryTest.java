package io.ctattention.block.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import com.google.gson.Gson;
import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec.Kind;
import io.ctattention.block.attention.AttentionSpec.Trait;
import io.ctattention.model.PyTorch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What every entry of the registry must have; a new one is tested by being there. */
class AttentionRegistryTest {

    private static final Shape SHAPE = new Shape(2, 32, 9, 9);

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void anEntryBuildsABlockOfTheSameShapeWhoseParametersAreThoseOfItsCost(Kind kind) {
        PyTorch.engine();
        AttentionSpec spec = AttentionSpec.of(kind);
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
                PyTorch.NoGradient off = PyTorch.noGradient()) {
            Attention block = spec.newBlock(32);
            block.initialize(manager, DataType.FLOAT32, SHAPE);
            NDArray features = manager.ones(SHAPE);
            assertThat(block.attend(new ParameterStore(manager, false), features, false))
                    .hasSize(kind.has(Trait.SPATIAL_GATE) ? 2 : 1)
                    .first()
                    .extracting(NDArray::getShape)
                    .isEqualTo(SHAPE);

            long weights =
                    block.getParameters().values().stream()
                            .filter(Parameter::requiresGradient)
                            .mapToLong(parameter -> parameter.getArray().size())
                            .sum();
            assertThat(weights).isPositive();
            assertThat(spec.cost(32, 9).parameters()).isEqualTo(weights);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEntryHasAnIdThatCardsAndOptionsUseATitleAndAPaper(Kind kind) {
        assertThat(kind.id()).matches("[a-z]+");
        assertThat(Kind.parse(" " + kind.name() + " ")).isSameAs(kind);
        assertThat(new Gson().toJson(kind)).isEqualTo('"' + kind.id() + '"');
        assertThat(new Gson().fromJson('"' + kind.id() + '"', Kind.class)).isSameAs(kind);
        assertThat(kind.title()).isNotBlank();
        assertThat(kind.paper()).matches("the baseline|.+ 20\\d\\d");
        assertThat(NetworkSpec.title(kind.id())).isEqualTo(kind.title());
    }

    @ParameterizedTest
    @EnumSource
    void anEntryMayStandAfterTheLastConvolutionAtLeast(Kind kind) {
        NetworkSpec network = NetworkSpec.paper(AttentionSpec.of(kind), 180, 2);
        assertThat(network.endsWithAttention()).isEqualTo(kind != Kind.NONE);
        assertThat(network.cost().parameters()).isPositive();
    }

    @Test
    void noTwoEntriesHaveOneTitle() {
        assertThat(Stream.of(Kind.values()).map(Kind::title)).doesNotHaveDuplicates();
    }

    @Test
    void anUnknownIdIsRefusedWithThoseThatThereAre() {
        assertThatThrownBy(() -> Kind.parse("transformer"))
                .hasMessage(
                        "attention 'transformer' is unknown; use one of none, cbam, se, srm, gc,"
                                + " nonlocal, crisscross, residual");
        assertThat(Kind.parse("Baseline")).isSameAs(Kind.NONE);
        assertThat(NetworkSpec.title("se+cbam")).isEqualTo("SE + CBAM");
    }
}
