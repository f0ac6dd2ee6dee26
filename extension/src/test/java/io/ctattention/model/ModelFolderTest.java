package io.ctattention.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.training.ParameterStore;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.ctattention.GpuMachine;
import io.ctattention.block.Network;
import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.file.AtomicFolder;
import io.ctattention.image.ImageException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(GpuMachine.class)
class ModelFolderTest {

    private static final List<String> CLASSES = List.of("NonCOVID", "COVID");

    @TempDir Path temporary;
    private Path folder;
    private NDManager manager;
    private Network network;

    @BeforeEach
    void writeAModel() throws IOException {
        PyTorch.engine();
        manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        AttentionSpec attention = new AttentionSpec(AttentionSpec.Kind.CBAM, 8, 3, true);
        network = NetworkSpec.paper(attention, 36, 2).newNetwork();
        network.initialize(manager, DataType.FLOAT32, network.spec().inputShape(1));
        folder = temporary.resolve("model");
        ModelFolder.write(folder, network, card());
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private ModelCard card() {
        return ModelCard.of(network.spec(), network.parameterCount(), CLASSES, "COVID");
    }

    private static Image image() {
        BufferedImage image = new BufferedImage(40, 50, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < 50; y++) {
            for (int x = 0; x < 40; x++) {
                image.getRaster().setSample(x, y, 0, (7 * x + 3 * y) % 256);
            }
        }
        return ImageFactory.getInstance().fromImage(image);
    }

    private double expectedCovid() {
        NDArray input = SliceInput.of(manager, network.spec(), image()).expandDims(0);
        NDArray logits =
                network.forward(new ParameterStore(manager, false), new NDList(input), false)
                        .head();
        float[] values = logits.toFloatArray();
        return 1 / (1 + Math.exp(values[0] - values[1]));
    }

    @Test
    void plainCriteriaLoadTheFolderWithoutCodeOfOurs() throws Exception {
        Criteria<Image, Classifications> criteria =
                Criteria.builder()
                        .setTypes(Image.class, Classifications.class)
                        .optModelPath(folder)
                        .optDevice(Device.cpu())
                        .build();
        try (ZooModel<Image, Classifications> model = criteria.loadModel();
                Predictor<Image, Classifications> predictor = model.newPredictor()) {
            Classifications answer = predictor.predict(image());
            assertThat(answer.getClassNames()).isEqualTo(CLASSES);
            assertThat(answer.get("COVID").getProbability())
                    .isCloseTo(expectedCovid(), within(1e-6));
        }
    }

    @Test
    void plainCriteriaServeEncodedImages() throws Exception {
        Criteria<Input, Output> criteria =
                Criteria.builder()
                        .setTypes(Input.class, Output.class)
                        .optModelPath(folder)
                        .optDevice(Device.cpu())
                        .build();
        try (ZooModel<Input, Output> model = criteria.loadModel();
                Predictor<Input, Output> predictor = model.newPredictor()) {
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            image().save(png, "png");
            Input request = new Input();
            request.add(png.toByteArray());
            String answer = predictor.predict(request).getData().getAsString();
            double probability =
                    JsonParser.parseString(answer).getAsJsonArray().asList().stream()
                            .map(JsonElement::getAsJsonObject)
                            .filter(o -> o.get("className").getAsString().equals("COVID"))
                            .findFirst()
                            .orElseThrow()
                            .get("probability")
                            .getAsDouble();
            assertThat(probability).isCloseTo(expectedCovid(), within(1e-6));

            Input damaged = new Input();
            damaged.add(Arrays.copyOf(png.toByteArray(), png.size() / 2));
            assertThatThrownBy(() -> predictor.predict(damaged))
                    .hasRootCauseInstanceOf(ImageException.class);
        }
    }

    @Test
    void aLoadedModelHasTheSameWeightsAndCard() throws IOException {
        try (CtModel model = ModelFolder.load(folder, Device.cpu())) {
            assertThat(model.card().network()).isEqualTo(network.spec());
            assertThat(model.card().classes()).isEqualTo(CLASSES);
            assertThat(model.card().parametersSha256()).hasSize(64);
            network.namedParameters()
                    .forEach(
                            (name, parameter) ->
                                    assertThat(
                                                    model.network()
                                                            .namedParameters()
                                                            .get(name)
                                                            .getArray()
                                                            .toByteArray())
                                            .as(name)
                                            .isEqualTo(parameter.getArray().toByteArray()));
        }
    }

    @Test
    void aMissingFolderAMissingFileAndAFileInItsPlaceAreNamed() throws IOException {
        assertThatThrownBy(() -> ModelFolder.verify(temporary.resolve("none")))
                .isInstanceOf(ModelException.class)
                .hasMessageEndingWith("none: no such model folder");
        assertThatThrownBy(() -> ModelFolder.verify(folder.resolve(ModelFolder.CARD)))
                .hasMessageEndingWith("is a file; a model is a folder with model.json");
        Files.delete(folder.resolve(ModelFolder.PARAMETERS));
        assertThatThrownBy(() -> ModelFolder.verify(folder))
                .hasMessageEndingWith(
                        "ct-attention-0000.params: missing; a model folder must contain it");
    }

    @Test
    void whatIsNoModelIsRefusedBeforeADeviceIsLookedFor() throws IOException {
        Files.delete(folder.resolve(ModelFolder.PARAMETERS));
        Supplier<Device> none =
                () -> {
                    throw new AssertionError("looked for a device");
                };

        assertThatThrownBy(() -> ModelFolder.load(folder, none))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(ModelFolder.PARAMETERS)
                .hasMessageContaining("missing");
    }

    @Test
    void oneChangedByteInTheParametersIsRefusedByUsAndByPlainCriteria() throws IOException {
        Path file = folder.resolve(ModelFolder.PARAMETERS);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(() -> ModelFolder.load(folder, Device.cpu()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("ct-attention-0000.params: its SHA-256 is");
        Criteria<Image, Classifications> criteria =
                Criteria.builder()
                        .setTypes(Image.class, Classifications.class)
                        .optModelPath(folder)
                        .optDevice(Device.cpu())
                        .build();
        assertThatThrownBy(criteria::loadModel).hasStackTraceContaining("its SHA-256 is");
    }

    @Test
    void aCardThatDoesNotFitIsRefusedWithTheReason() throws IOException {
        Path card = folder.resolve(ModelFolder.CARD);
        String json = Files.readString(card);

        Files.writeString(card, json.replace("\"format\": 1", "\"format\": 9"));
        assertThatThrownBy(() -> ModelFolder.load(folder, Device.cpu()))
                .hasMessageEndingWith("model.json: format is 9, this version reads 1");
        Files.writeString(
                card, json.replace("\"positiveClass\": \"COVID\"", "\"positiveClass\": \"X\""));
        assertThatThrownBy(() -> ModelFolder.load(folder, Device.cpu()))
                .hasMessageEndingWith("positiveClass is X, not one of [NonCOVID, COVID]");
        Files.writeString(card, json.replace("\"size\": 36", "\"size\": 44"));
        assertThatThrownBy(() -> ModelFolder.load(folder, Device.cpu()))
                .hasMessageContaining(
                        "dense1.weight is (64, 1600), the network in model.json needs");
        Files.writeString(card, json.substring(0, json.length() / 2));
        assertThatThrownBy(() -> ModelFolder.load(folder, Device.cpu()))
                .hasMessageContaining("model.json: it is not valid JSON");
    }

    @Test
    void aFailedWriteLeavesTheOldModel() throws IOException {
        String before = Files.readString(folder.resolve(ModelFolder.CARD));
        assertThatThrownBy(
                        () ->
                                AtomicFolder.write(
                                        folder,
                                        target -> {
                                            Files.writeString(target.resolve("half"), "half");
                                            throw new IOException("disk full");
                                        }))
                .hasMessage(folder + ": disk full");
        assertThat(Files.readString(folder.resolve(ModelFolder.CARD))).isEqualTo(before);
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).containsExactly(folder);
        }
    }

    @Test
    void aCrashBetweenTheTwoRenamesIsRepaired() throws IOException {
        Path previous = temporary.resolve(".model.previous");
        Files.move(folder, previous);
        AtomicFolder.recover(folder);
        assertThat(ModelFolder.verify(folder).positiveClass()).isEqualTo("COVID");
        assertThat(previous).doesNotExist();
    }
}
