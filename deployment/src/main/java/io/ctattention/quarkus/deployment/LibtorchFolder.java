package io.ctattention.quarkus.deployment;

import io.quarkus.paths.PathTree;
import io.quarkus.paths.PathVisit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/** Copies the libraries in DJL's PyTorch jars, which hold them as plain files, into one folder. */
final class LibtorchFolder {

    /** In the jar with libtorch: its flavor and its platform. */
    private static final String DESCRIPTION = "native/lib/pytorch.properties";

    private final List<PathTree> jars;

    /**
     * Takes the jars.
     *
     * @param jars those of DJL's PyTorch engine; one may hold libtorch, another the JNI
     */
    LibtorchFolder(List<PathTree> jars) {
        this.jars = List.copyOf(jars);
    }

    /**
     * Copies the libraries that are not there yet in their full length.
     *
     * @param folder where to; it is created
     * @return the files written, empty if there was nothing to do; no list if no jar holds libtorch
     */
    Optional<List<Path>> copyTo(Path folder) throws IOException {
        Optional<Properties> libtorch =
                jars.stream()
                        .map(jar -> jar.apply(DESCRIPTION, LibtorchFolder::read))
                        .filter(Objects::nonNull)
                        .findFirst();
        if (libtorch.isEmpty()) {
            return Optional.empty();
        }
        String flavor = libtorch.get().getProperty("flavor");
        String classifier = libtorch.get().getProperty("classifier");
        Files.createDirectories(folder);
        List<Path> written = new ArrayList<>();
        for (PathTree jar : jars) {
            jar.walkIfContains(
                    String.format(Locale.ROOT, "pytorch/%s/%s", flavor, classifier),
                    v -> copy(v, folder, written));
            jar.walkIfContains(
                    String.format(Locale.ROOT, "jnilib/%s/%s", classifier, flavor),
                    v -> copy(v, folder, written));
        }
        return Optional.of(written);
    }

    private static Properties read(PathVisit visit) {
        if (visit == null) {
            return null;
        }
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(visit.getPath())) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(DESCRIPTION + " cannot be read", e);
        }
        return properties;
    }

    private static void copy(PathVisit visit, Path folder, List<Path> written) {
        Path library = visit.getPath();
        if (Files.isDirectory(library)) {
            return;
        }
        Path file = folder.resolve(library.getFileName().toString());
        Path part = folder.resolve(file.getFileName() + ".part");
        try {
            if (Files.exists(file) && Files.size(file) == Files.size(library)) {
                return;
            }
            Files.copy(library, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
        written.add(file);
    }
}
