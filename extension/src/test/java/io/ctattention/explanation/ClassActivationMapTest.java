package io.ctattention.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDManager;
import io.ctattention.Golden;
import io.ctattention.block.Network;
import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.model.CtModel;
import io.ctattention.model.ModelCard;
import io.ctattention.model.ModelFolder;
import io.ctattention.model.PyTorch;
import io.ctattention.phantom.PhantomSlices;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClassActivationMapTest {

    private static final int SIZE = 44;
    private static final int SLICES = 3;

    @TempDir static Path folder;
    private static CtModel baseline;
    private static CtModel cbam;
    private static float[] pixels;

    @BeforeAll
    static void writeModels() throws Exception {
        PyTorch.engine();
        baseline = model(AttentionSpec.NONE);
        cbam = model(AttentionSpec.CBAM);
        pixels = new float[SLICES * SIZE * SIZE];
        for (int n = 0; n < SLICES; n++) {
            float[] slice =
                    new PhantomSlices(3).slice(n, n > 0).image().resize(SIZE, SIZE).pixels();
            System.arraycopy(slice, 0, pixels, n * slice.length, slice.length);
        }
    }

    private static CtModel model(AttentionSpec attention) throws Exception {
        NetworkSpec spec = NetworkSpec.paper(attention, SIZE, 2);
        Path path = folder.resolve(spec.name());
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            Network network = spec.newNetwork();
            network.initialize(manager, DataType.FLOAT32, spec.inputShape(1));
            ModelFolder.write(
                    path,
                    network,
                    ModelCard.of(spec, network.parameterCount(), TinyNetwork.CLASSES, "COVID"));
        }
        return ModelFolder.load(path, Device.cpu());
    }

    @AfterAll
    static void close() {
        baseline.close();
        cbam.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyMethodExplainsEveryLayerAndLeavesNothingBehind(CamMethod method) {
        explainsAlikeAloneAndInABatch(baseline, Layer.CONV, method);
        explainsAlikeAloneAndInABatch(cbam, Layer.CONV, method);
        explainsAlikeAloneAndInABatch(cbam, Layer.ATTENTION, method);
    }

    private void explainsAlikeAloneAndInABatch(CtModel model, Layer layer, CamMethod method) {
        PtNDManager owner = (PtNDManager) model.model().getNDManager();
        CamTarget target = new CamTarget("COVID", layer, method);
        int before = owner.getManagedArrays().size();
        List<Explanation> batch = ClassActivationMap.explain(model, pixels, target);
        assertThat(batch).hasSize(SLICES);
        for (int n = 0; n < SLICES; n++) {
            Explanation explanation = batch.get(n);
            assertThat(explanation.method()).isSameAs(method);
            assertThat(explanation.layer()).isSameAs(layer);
            assertThat(explanation.heatMap().side()).isEqualTo(7); // 44: 42 21, 19 9, 7
            float[] raw = explanation.heatMap().raw();
            assertThat(raw).hasSize(49).doesNotContain(0f);
            float[] own = Arrays.copyOfRange(pixels, n * SIZE * SIZE, (n + 1) * SIZE * SIZE);
            float[] alone = ClassActivationMap.explain(model, own, target).get(0).heatMap().raw();
            Golden.assertClose(method.id(), raw, alone);
        }
        assertThat(owner.getManagedArrays()).hasSize(before);
    }

    @Test
    void noSlicesHaveNoExplanations() {
        assertThat(
                        ClassActivationMap.explain(
                                cbam, new float[0], CamTarget.PREDICTION.by(CamMethod.SCORECAM)))
                .isEmpty();
    }

    @Test
    void attentionIsNotExplainedWhereThereIsNone() {
        assertThatThrownBy(
                        () ->
                                ClassActivationMap.explain(
                                        baseline, pixels, CamTarget.PREDICTION.at(Layer.ATTENTION)))
                .hasMessage(
                        "The network baseline has no attention after its last convolution; use the"
                                + " layer conv");
    }
}
