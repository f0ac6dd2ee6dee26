package io.ctattention.quarkus.runtime;

import io.ctattention.model.ModelException;
import io.ctattention.model.ModelFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a configured model is: a folder, or resources of the application that are copied to a
 * temporary folder while they are loaded.
 */
public final class ModelLocation implements AutoCloseable {

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
            for (String resource : resources(model)) {
                copy(resource, copy.resolve(Path.of(resource).getFileName()));
            }
            return location;
        } catch (IOException e) {
            location.close();
            throw e;
        }
    }

    /**
     * Returns the resources that a model is loaded from.
     *
     * @param model the property's value
     * @return their names, none if it is a folder
     */
    public static List<String> resources(String model) {
        return model.startsWith(CLASSPATH)
                ? FILES.stream().map(file -> resource(model) + "/" + file).toList()
                : List.of();
    }

    private static String resource(String model) {
        return model.substring(CLASSPATH.length()).replaceAll("^/+|/+$", "");
    }

    private static void copy(String resource, Path file) throws IOException {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream in = loader.getResourceAsStream(resource)) {
            if (in == null) {
                throw new ModelException(
                        Path.of(resource),
                        "no such resource in the application; a model folder must contain it");
            }
            Files.copy(in, file);
        }
    }

    /** Identifies the files of a folder that may be replaced; resources never change. */
    Optional<FolderStamp> stamp() {
        return temporary ? Optional.empty() : FolderStamp.of(folder);
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
