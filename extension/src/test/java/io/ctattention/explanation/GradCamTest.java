package io.ctattention.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.training.ParameterStore;
import io.ctattention.Golden;
import io.ctattention.GpuMachine;
import io.ctattention.block.ForwardTrace;
import io.ctattention.block.Network;
import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.model.Inference;
import io.ctattention.model.ModelCard;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(GpuMachine.class)
class GradCamTest {

    private static final List<String> CLASSES = List.of("NonCOVID", "COVID");

    @ParameterizedTest
    @CsvSource({"baseline,conv", "cbam,conv", "cbam,attention"})
    void rawAndScaledMapsEqualTheIndependentImplementation(String name, String layer)
            throws IOException {
        try (Golden golden = Golden.read(name)) {
            Network network = golden.network(name);
            ParameterStore parameters = new ParameterStore(golden.manager(), false);
            var input = golden.get("input");
            ForwardTrace trace = network.trace(parameters, input, false);
            golden.assertClose("logits", trace.logits());
            for (int target = 0; target < CLASSES.size(); target++) {
                ClassActivationMap gradCam =
                        new ClassActivationMap(
                                CLASSES,
                                Inference::argMax,
                                CamTarget.parse(CLASSES.get(target), layer, null));
                List<Explanation> explanations = gradCam.explain(network, parameters, input, trace);
                String prefix = String.format(Locale.ROOT, "gradcam/%s/class%d/", layer, target);
                Golden.assertClose(
                        prefix + "raw",
                        golden.get(prefix + "raw").toFloatArray(),
                        join(explanations, true));
                Golden.assertClose(
                        prefix + "map",
                        golden.get(prefix + "map").toFloatArray(),
                        join(explanations, false));
                assertThat(explanations.get(0).gates()).hasSize("cbam".equals(name) ? 3 : 0);
            }
        }
    }

    private static float[] join(List<Explanation> explanations, boolean raw) {
        int cells = explanations.get(0).heatMap().raw().length;
        float[] all = new float[explanations.size() * cells];
        for (int n = 0; n < explanations.size(); n++) {
            HeatMap map = explanations.get(n).heatMap();
            System.arraycopy(raw ? map.raw() : map.scaled(), 0, all, n * cells, cells);
        }
        return all;
    }

    @ParameterizedTest
    @CsvSource({"Influenza,conv", "COVID,attention"})
    void whatIsNotThereIsRefused(String target, String layer) {
        NetworkSpec baseline = NetworkSpec.paper(AttentionSpec.NONE, 36, CLASSES.size());
        CamTarget wanted = CamTarget.parse(target, layer, null);
        assertThatThrownBy(() -> wanted.require(ModelCard.of(baseline, 1, CLASSES, "COVID")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(
                        "The model has no class Influenza; its classes are .*"
                                + "|The network baseline has no attention .*");
    }
}
