package io.ctattention.quarkus.deployment;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.ctattention.block.Network;
import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.model.ModelCard;
import io.ctattention.model.ModelFolder;
import io.ctattention.model.PyTorch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Model folders with random weights, for tests that are not about how good an answer is. */
public final class TestModels {

    public static final List<String> CLASSES = List.of("NonCOVID", "COVID");
    public static final int SIZE = 32;

    private static final Path FOLDER = Path.of("target", "test-models");

    private TestModels() {}

    /** A small network with attention, the same folder for everybody. */
    public static String cbam() {
        return shared("cbam", AttentionSpec.CBAM, SIZE, CLASSES);
    }

    /** The paper's network with attention in its own size, the same folder for everybody. */
    public static String paper() {
        return shared("paper", AttentionSpec.CBAM, NetworkSpec.PAPER_SIZE, CLASSES);
    }

    /** A small network without attention, the same folder for everybody. */
    public static String baseline() {
        return shared("baseline", AttentionSpec.NONE, SIZE, CLASSES);
    }

    /** A network of three other classes, the same folder for everybody. */
    public static String threeClasses() {
        return shared("three", AttentionSpec.NONE, SIZE, List.of("Normal", "Pneumonia", "COVID"));
    }

    public static String absolute(String folder) {
        return Path.of(folder).toAbsolutePath().toString();
    }

    /** A folder for one test to damage. */
    public static Path own(String name) {
        return write(name, AttentionSpec.NONE, SIZE, CLASSES);
    }

    /** Written once, whichever of the processes that test side by side needs it first. */
    private static synchronized String shared(
            String name, AttentionSpec attention, int size, List<String> classes) {
        Path folder = FOLDER.resolve(name);
        try {
            Files.createDirectories(FOLDER);
            try (FileChannel file = FileChannel.open(FOLDER.resolve("lock"), CREATE, WRITE);
                    FileLock lock = file.lock()) {
                return (Files.exists(folder) ? folder : write(name, attention, size, classes))
                        .toString();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path write(
            String name, AttentionSpec attention, int size, List<String> classes) {
        NetworkSpec spec = NetworkSpec.paper(attention, size, classes.size());
        PyTorch.engine().setRandomSeed(1);
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            Network network = spec.newNetwork();
            network.initialize(manager, DataType.FLOAT32, spec.inputShape(1));
            ModelCard card = ModelCard.of(spec, network.parameterCount(), classes, "COVID");
            ModelFolder.write(FOLDER.resolve(name), network, card);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return FOLDER.resolve(name);
    }
}
