package io.ctattention.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.ctattention.GpuMachine;
import io.ctattention.block.Network;
import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.dataset.ReadOptions;
import io.ctattention.dataset.SliceSet;
import io.ctattention.dataset.reading.SliceSetReader;
import io.ctattention.image.SliceDecoder;
import io.ctattention.model.CtModel;
import io.ctattention.model.ModelCard;
import io.ctattention.model.ModelFolder;
import io.ctattention.model.PyTorch;
import io.ctattention.phantom.PhantomSlices;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(GpuMachine.class)
class ModelEvaluatorTest {

    private static final List<String> CLASSES = List.of("NonCOVID", "COVID");

    @TempDir Path folder;
    private Path slices;

    @BeforeEach
    void writeSlicesAndModel() throws Exception {
        slices = folder.resolve("slices");
        new PhantomSlices(2).write(slices, 12);
        writeModel(folder.resolve("model"), CLASSES);
    }

    private static void writeModel(Path target, List<String> classes) throws Exception {
        PyTorch.engine();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            Network network = NetworkSpec.paper(AttentionSpec.CBAM, 36, 2).newNetwork();
            network.initialize(manager, DataType.FLOAT32, network.spec().inputShape(1));
            ModelFolder.write(
                    target,
                    network,
                    ModelCard.of(
                            network.spec(), network.parameterCount(), classes, classes.get(1)));
        }
    }

    private EvaluationReport evaluate(CtModel model) throws Exception {
        SliceSet set = SliceSetReader.read(slices, ReadOptions.defaults());
        return ModelEvaluator.evaluate(
                model, set, set.slices(), List.of(), new EvaluationOptions(50, 1), done -> {});
    }

    @Test
    void theReportsProbabilitiesAreThoseOfTheModelsPredictor() throws Exception {
        try (CtModel model = ModelFolder.load(folder.resolve("model"), Device.cpu());
                Predictor<Image, Classifications> predictor = model.model().newPredictor()) {
            EvaluationReport report = evaluate(model);
            assertThat(report.slices()).isEqualTo(12);
            assertThat(report.phantom()).isTrue();
            for (SlicePrediction prediction : report.predictions()) {
                var image = new SliceDecoder().decode(slices.resolve(prediction.file())).image();
                Classifications answer =
                        predictor.predict(ImageFactory.getInstance().fromImage(image));
                assertThat(prediction.probabilities()[1])
                        .isCloseTo(answer.get("COVID").getProbability(), within(1e-6));
                assertThat(prediction.prediction()).isEqualTo(answer.best().getClassName());
            }
        }
    }

    @Test
    void slicesAreCountedByTheThresholdOfTheCard() throws Exception {
        Path card = folder.resolve("model").resolve(ModelFolder.CARD);
        double highest;
        try (CtModel model = ModelFolder.load(folder.resolve("model"), Device.cpu())) {
            highest =
                    evaluate(model).predictions().stream()
                            .mapToDouble(slice -> slice.probabilities()[1])
                            .max()
                            .orElseThrow();
        }
        String half = Files.readString(card);
        Files.writeString(card, half.replace("\"threshold\": 0.5", "\"threshold\": " + highest));
        try (CtModel model = ModelFolder.load(folder.resolve("model"), Device.cpu())) {
            EvaluationReport report = evaluate(model);
            assertThat(report.threshold()).isEqualTo(highest);
            assertThat(report.predictions())
                    .as("the one that reaches the threshold, and no other")
                    .filteredOn(slice -> slice.prediction().equals("COVID"))
                    .singleElement()
                    .satisfies(slice -> assertThat(slice.probabilities()[1]).isEqualTo(highest));
            assertThat(report.confusionMatrix().predicted(1)).isEqualTo(1);
        }
    }

    @Test
    void aDamagedSliceIsListedAndCountsForNoClass() throws Exception {
        SliceSet set = SliceSetReader.read(slices, ReadOptions.defaults());
        Path damaged = set.slices().get(3).file();
        byte[] bytes = Files.readAllBytes(damaged);
        bytes[bytes.length / 2] ^= 1;
        Files.write(damaged, bytes);
        try (CtModel model = ModelFolder.load(folder.resolve("model"), Device.cpu())) {
            EvaluationReport report = evaluate(model);
            assertThat(report.slices()).isEqualTo(11);
            assertThat(report.errors())
                    .singleElement()
                    .satisfies(
                            error ->
                                    assertThat(error.file()).isEqualTo(set.slices().get(3).name()));
        }
    }

    @Test
    void slicesOfOtherClassesAreRefused() throws Exception {
        writeModel(folder.resolve("other"), List.of("healthy", "ill"));
        try (CtModel model = ModelFolder.load(folder.resolve("other"), Device.cpu())) {
            assertThatThrownBy(() -> evaluate(model))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "The classes of the slices are [NonCOVID, COVID], those of the model"
                                    + " are [healthy, ill]");
        }
    }
}
