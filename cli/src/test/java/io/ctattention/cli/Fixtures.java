package io.ctattention.cli;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.ctattention.block.Network;
import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.file.AtomicFolder;
import io.ctattention.model.ModelCard;
import io.ctattention.model.ModelFolder;
import io.ctattention.model.PyTorch;
import io.ctattention.phantom.PhantomSlices;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What the commands are tried on. */
public final class Fixtures {

    public static final int SIZE = 36;

    /** They take a second to draw, so that they are drawn once. */
    private static final Path DRAWN = Path.of("target/slices");

    private static boolean drawn;

    private Fixtures() {}

    /** 12 phantom slices, 6 of each class, with splits and patients. */
    public static synchronized Path slices(Path folder) throws IOException {
        if (!drawn) {
            AtomicFolder.write(DRAWN, target -> new PhantomSlices(1).write(target, 12));
            drawn = true;
        }
        try (Stream<Path> files = Files.walk(DRAWN)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(DRAWN.relativize(file).toString()));
            }
        }
        return folder;
    }

    public static Path slice(Path slices) {
        return slices.resolve("COVID/phantom-00002.png");
    }

    public static Path baseline(Path folder) throws IOException {
        return model(folder, AttentionSpec.NONE);
    }

    public static Path cbam(Path folder) throws IOException {
        return model(folder, AttentionSpec.CBAM);
    }

    private static Path model(Path folder, AttentionSpec attention) throws IOException {
        PyTorch.engine();
        NetworkSpec spec = NetworkSpec.paper(attention, SIZE, 2);
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            Network network = spec.newNetwork();
            network.initialize(manager, DataType.FLOAT32, spec.inputShape(1));
            ModelCard card =
                    ModelCard.of(
                            spec, network.parameterCount(), List.of("NonCOVID", "COVID"), "COVID");
            ModelFolder.write(folder, network, card);
        }
        return folder;
    }

    /**
     * Returns the packaged application: a native executable, or a jar in a JVM with the options of
     * the launcher for short commands.
     *
     * @param ofJava more options for the JVM
     */
    public static List<String> program(String... ofJava) {
        String executable = System.getProperty("native.image.path");
        if (executable != null) {
            return List.of(executable);
        }
        List<String> command =
                new ArrayList<>(
                        List.of(
                                System.getProperty("java.home") + "/bin/java",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC"));
        command.addAll(List.of(ofJava));
        command.addAll(List.of("-jar", System.getProperty("ct-attention.jar")));
        return command;
    }

    /** Reads exactly one JSON document. */
    public static JsonElement json(String text) throws IOException {
        JsonReader reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        JsonElement document = JsonParser.parseReader(reader);
        if (reader.peek() != JsonToken.END_DOCUMENT) {
            throw new IOException("There is more than one document: " + text);
        }
        return document;
    }

    /** Cuts a file after so many bytes. */
    public static void cut(Path file, int bytes) throws IOException {
        byte[] content = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(content, bytes));
    }
}
