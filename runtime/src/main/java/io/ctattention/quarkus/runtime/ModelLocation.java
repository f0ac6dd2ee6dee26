package io.ctattention.quarkus.runtime;

import io.ctattention.model.ModelException;
import io.ctattention.model.ModelFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a configured model is: a folder, or resources of the application that are copied to a
 * temporary folder while they are loaded.
 */
final class ModelLocation implements AutoCloseable {

    /** What the property of a model among the application's resources starts with. */
    static final String CLASSPATH = "classpath:";

    /** The files of a model folder. */
    static final List<String> FILES =
            List.of(ModelFolder.CARD, ModelFolder.PARAMETERS, ModelFolder.SERVING);

    private final Path folder;
    private final boolean temporary;

    private ModelLocation(Path folder, boolean temporary) {
        this.folder = folder;
        this.temporary = temporary;
    }

    /**
     * Finds a model.
     *
     * @throws ModelException if a resource is missing
     * @throws IOException if the resources cannot be copied
     */
    static ModelLocation of(String model) throws IOException {
        if (!model.startsWith(CLASSPATH)) {
            return new ModelLocation(Path.of(model), false);
        }
        Path copy = Files.createTempDirectory("ct-attention-model");
        ModelLocation location = new ModelLocation(copy, true);
        try {
            String base = resource(model);
            for (String file : FILES) {
                copy(base + "/" + file, copy.resolve(file));
            }
            return location;
        } catch (IOException e) {
            location.close();
            throw e;
        }
    }

    /** The resource folder of a {@code classpath:} model, without slashes at its ends. */
    static String resource(String model) {
        return model.substring(CLASSPATH.length()).replaceAll("^/+|/+$", "");
    }

    private static void copy(String resource, Path file) throws IOException {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream in = loader.getResourceAsStream(resource)) {
            if (in == null) {
                throw new ModelException(
                        Path.of(resource),
                        "no such resource of the application; a model folder holds it");
            }
            Files.copy(in, file);
        }
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        if (temporary) {
            for (String file : FILES) {
                Files.deleteIfExists(folder.resolve(file));
            }
            Files.deleteIfExists(folder);
        }
    }
}
