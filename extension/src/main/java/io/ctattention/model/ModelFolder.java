package io.ctattention.model;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.training.initializer.Initializer;
import io.ctattention.block.Network;
import io.ctattention.engine.DeviceException;
import io.ctattention.engine.WorkingGpu;
import io.ctattention.file.AtomicFolder;
import io.ctattention.file.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * A trained network on disk: the parameters, their {@link ModelCard}, and the settings with which
 * plain DJL can load it. Written completely or not at all; read only if complete.
 */
public final class ModelFolder {

    /** The name under which DJL saves and finds the parameters. */
    static final String MODEL_NAME = "ct-attention";

    /** The file of DJL parameters. */
    public static final String PARAMETERS = MODEL_NAME + "-0000.params";

    /** The card's file. */
    public static final String CARD = "model.json";

    /** The file that tells DJL how to load the model. */
    public static final String SERVING = "serving.properties";

    private ModelFolder() {}

    /**
     * Writes a model folder, replacing an older one as a whole.
     *
     * @param folder where
     * @param network the initialized network
     * @param card its card; the hash is filled in
     * @throws IOException if writing fails; an older folder then stays as it was
     */
    public static void write(Path folder, Network network, ModelCard card) throws IOException {
        AtomicFolder.write(folder, target -> writeFiles(target, network, card));
    }

    /**
     * Writes a model's files into an existing folder, for a checkpoint that adds files of its own.
     *
     * @param folder an existing folder
     * @param network the initialized network
     * @param card its card; the hash is filled in
     * @throws IOException if writing fails
     */
    public static void writeFiles(Path folder, Network network, ModelCard card) throws IOException {
        // DJL copies arrays of a GPU to the host to write them, and leaves the copies in their
        // manager; the scope closes them.
        try (Model model = Model.newInstance(MODEL_NAME, Device.cpu(), "PyTorch");
                NDScope copies = new NDScope()) {
            model.setBlock(network);
            model.setProperty("Epoch", "0"); // the number in the file's name
            model.save(folder, MODEL_NAME);
            model.setBlock(null); // closing the model would close the caller's weights
        }
        String hash = Sha256.of(folder.resolve(PARAMETERS));
        Files.writeString(folder.resolve(CARD), card.withHash(hash).toJson() + "\n");
        Files.writeString(folder.resolve(SERVING), servingProperties(card.classes()));
    }

    private static String servingProperties(List<String> classes) {
        String properties =
                String.format(
                        Locale.ROOT,
                        """
                engine=PyTorch
                option.modelName=%s
                blockFactory=%s
                # For DJL Serving and for Criteria with this translatorFactory as an argument.
                translatorFactory=%s
                # For Criteria<Image, Classifications>, which use DJL's own image translator.
                applySoftmax=true
                topK=%d
                """,
                        MODEL_NAME,
                        NetworkFactory.class.getName(),
                        SliceTranslatorFactory.class.getName(),
                        classes.size());
        String synset = String.join(",", classes);
        boolean plain = synset.split(",").length == classes.size() && !synset.contains("\\");
        return plain ? properties + "synset=" + synset + "\n" : properties;
    }

    /**
     * Reads the card and checks the folder: every file there, the card of a known version, the
     * parameters those of the card.
     *
     * @param folder the model folder
     * @return the card
     * @throws ModelException naming the file and the fault
     * @throws IOException if a file cannot be read
     */
    public static ModelCard verify(Path folder) throws IOException {
        ModelCard card = readCard(requireFolder(folder));
        Path parameters = require(folder, PARAMETERS);
        requireHash(parameters, Sha256.of(parameters), card);
        return card;
    }

    private static Path requireFolder(Path folder) throws ModelException {
        if (!Files.isDirectory(folder)) {
            throw new ModelException(
                    folder,
                    Files.exists(folder)
                            ? "is a file; a model is a folder with " + CARD
                            : "no such model folder");
        }
        return folder;
    }

    private static void requireHash(Path parameters, String hash, ModelCard card)
            throws ModelException {
        if (!hash.equals(card.parametersSha256())) {
            throw new ModelException(
                    parameters,
                    String.format(
                            Locale.ROOT,
                            "its SHA-256 is %s, %s says %s; the file is damaged or belongs to another model",
                            hash,
                            CARD,
                            card.parametersSha256()));
        }
    }

    static ModelCard readCard(Path folder) throws IOException {
        Path file = require(folder, CARD);
        try {
            return ModelCard.parse(Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new ModelException(file, "it is not UTF-8 text", e);
        } catch (IllegalArgumentException e) {
            throw new ModelException(file, e.getMessage(), e);
        }
    }

    private static Path require(Path folder, String name) throws ModelException {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new ModelException(file, "missing; a model folder must contain it");
        }
        return file;
    }

    /**
     * Loads a model for prediction.
     *
     * @param folder the model folder
     * @param device where the weights shall live
     * @return the model; its default predictor answers with a probability for each class
     * @throws ModelException naming the file and the fault
     * @throws IOException if a file cannot be read
     * @throws DeviceException if a GPU does not compute or has too little memory
     */
    public static CtModel load(Path folder, Device device) throws IOException {
        return load(folder, () -> device);
    }

    /**
     * Loads a model for prediction, onto a device that may be found only when the engine runs.
     * While the engine starts, the parameters are checked on another thread.
     *
     * @param folder the model folder
     * @param device finds where the weights shall live; called on this thread
     * @return the model; its default predictor answers with a probability for each class
     * @throws ModelException naming the file and the fault
     * @throws IOException if a file cannot be read
     * @throws DeviceException if a GPU does not compute or has too little memory
     */
    public static CtModel load(Path folder, Supplier<Device> device) throws IOException {
        ModelCard card = readCard(requireFolder(folder));
        Path parameters = require(folder, PARAMETERS);
        CompletableFuture<String> hash = CompletableFuture.supplyAsync(() -> hash(parameters));
        PyTorch.engine();
        Device found = device.get();
        requireHash(parameters, join(hash), card);
        WorkingGpu.require(found);
        Criteria<Image, Classifications> criteria =
                Criteria.builder()
                        .setTypes(Image.class, Classifications.class)
                        .optModelPath(folder.toAbsolutePath())
                        .optModelName(MODEL_NAME)
                        .optEngine("PyTorch")
                        .optDevice(found)
                        .optBlock(card.network().newNetwork())
                        .optTranslator(new SliceTranslator(card.network(), card.classes()))
                        .build();
        try {
            ZooModel<Image, Classifications> model = criteria.loadModel();
            try {
                checkShapes(folder, (Network) model.getBlock());
            } catch (ModelException e) {
                model.close();
                throw e;
            }
            return new CtModel(card, model);
        } catch (MalformedModelException | ModelNotFoundException e) {
            DeviceException gpu = DeviceException.find(e);
            if (gpu != null) {
                throw gpu;
            }
            throw new ModelException(folder.resolve(PARAMETERS), e.getMessage(), e);
        } catch (RuntimeException e) {
            throw DeviceException.of(e);
        }
    }

    private static String hash(Path parameters) {
        try {
            return Sha256.of(parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String join(CompletableFuture<String> hash) throws IOException {
        try {
            return hash.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException unreadable) {
                throw unreadable.getCause();
            }
            throw e;
        }
    }

    /** Checks that loaded parameters have the shapes that the card's network needs. */
    static void checkShapes(Path folder, Network network) throws ModelException {
        Network expected = network.spec().newNetwork();
        expected.setInitializer(Initializer.ZEROS, parameter -> true);
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            expected.initialize(manager, DataType.FLOAT32, network.spec().inputShape(1));
            for (var entry : expected.namedParameters().entrySet()) {
                Shape needed = entry.getValue().getShape();
                Parameter loaded = network.namedParameters().get(entry.getKey());
                if (!loaded.isInitialized() || !needed.equals(loaded.getShape())) {
                    throw new ModelException(
                            folder.resolve(PARAMETERS),
                            String.format(
                                    Locale.ROOT,
                                    "%s is %s, the network in %s needs %s",
                                    entry.getKey(),
                                    loaded.isInitialized() ? loaded.getShape() : "missing",
                                    CARD,
                                    needed));
                }
            }
        }
    }
}
