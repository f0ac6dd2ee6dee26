package io.ctattention.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.model.PyTorch;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkSpecTest {

    private static final AttentionSpec NONE = AttentionSpec.NONE;
    private static final AttentionSpec CBAM = AttentionSpec.CBAM;

    private static NetworkSpec spec(
            int size, int channels, int classes, List<Integer> filters, AttentionSpec... after) {
        return new NetworkSpec(size, channels, classes, filters, 10, List.of(after));
    }

    @Test
    void sizeChannelsClassesFiltersAndPlacementAreFree() {
        PyTorch.engine();
        NetworkSpec spec = spec(50, 1, 4, List.of(8, 16, 12, 20), NONE, CBAM, NONE, CBAM);
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            Network network = spec.newNetwork();
            network.initialize(manager, DataType.FLOAT32, spec.inputShape(1));
            NDArray input = manager.ones(new Shape(3, 1, 50, 50));
            input.setName(Network.TRACED);
            ForwardTrace trace =
                    ForwardTrace.of(
                            network.forward(
                                    new ParameterStore(manager, false), new NDList(input), false),
                            spec);

            // 50, 48, 24, 22, 11, 9, 4, 2
            assertThat(trace.logits().getShape()).isEqualTo(new Shape(3, 4));
            assertThat(trace.features().getShape()).isEqualTo(new Shape(3, 20, 2, 2));
            assertThat(spec.featureGrid().side()).isEqualTo(2);
            assertThat(spec.attendedConvolutions()).containsExactly(2, 4);
            assertThat(trace.gates()).hasSize(2);
            assertThat(trace.gates().get(0).getShape()).isEqualTo(new Shape(3, 1, 22, 22));
            // Convolutions 80 + 1168 + 1740 + 2180; CBAM on 16 channels with 1 hidden unit
            // 16 + 1 + 16 + 16 + 98, on 20 channels 20 + 1 + 20 + 20 + 98; dense 810 + 44.
            assertThat(network.parameterCount())
                    .isEqualTo(80 + 1168 + 1740 + 2180 + 147 + 159 + 810 + 44);
        }
    }

    @Test
    void theNameTellsTheAttention() {
        assertThat(NetworkSpec.paper(NONE, 180, 2).name()).isEqualTo("baseline");
        assertThat(NetworkSpec.paper(CBAM, 180, 2).name()).isEqualTo("cbam");
        assertThat(spec(50, 1, 2, List.of(8, 8), CBAM, NONE).endsWithAttention()).isFalse();
    }

    @Test
    void whatCannotBeBuiltIsRefusedWithTheNeed() {
        assertThatThrownBy(() -> NetworkSpec.paper(NONE, 17, 2))
                .hasMessage("size is 17, at least 18 needed for 3 convolutions");
        assertThatThrownBy(() -> NetworkSpec.paper(NONE, 180, 1))
                .hasMessage("classes is 1, at least 2 needed");
        assertThatThrownBy(() -> spec(50, 0, 2, List.of(8), NONE))
                .hasMessage("channels is 0, at least 1 needed");
        assertThatThrownBy(() -> spec(50, 1, 2, List.of(8, 8), NONE))
                .hasMessage("2 convolutions need 2 attentions, not 1");
        assertThatThrownBy(() -> new AttentionSpec(AttentionSpec.Kind.CBAM, 16, 6, false))
                .hasMessage("kernelSize is 6, an odd number from 1 needed");
        assertThatThrownBy(() -> new AttentionSpec(AttentionSpec.Kind.CBAM, 0, 7, false))
                .hasMessage("reduction is 0, at least 1 needed");
    }

    @Test
    void anInputOfAnotherSizeIsResizedOutsideTraining() {
        PyTorch.engine();
        NetworkSpec spec = NetworkSpec.paper(NONE, 18, 2);
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            Network network = spec.newNetwork();
            network.initialize(manager, DataType.FLOAT32, spec.inputShape(1));
            ParameterStore parameters = new ParameterStore(manager, false);
            // A constant image stays constant.
            NDArray large = manager.full(new Shape(1, 3, 36, 40), 0.25f);
            NDArray small = manager.full(new Shape(1, 3, 18, 18), 0.25f);
            float[] ofLarge =
                    network.forward(parameters, new NDList(large), false).head().toFloatArray();
            float[] ofSmall =
                    network.forward(parameters, new NDList(small), false).head().toFloatArray();
            assertThat(ofLarge).containsExactly(ofSmall, within(1e-6f));
        }
    }
}
