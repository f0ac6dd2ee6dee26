package io.ctattention.server.kubernetes;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The manifests in {@code src/main/kubernetes}. */
final class Manifests {

    static final Path FOLDER = Path.of("..", "src", "main", "kubernetes").toAbsolutePath();

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String KUSTOMIZATION = "kustomization.yaml";

    private Manifests() {}

    /** A file of a folder, and its path as a name for tests. */
    record Manifest(String name, JsonNode object) {

        String kind() {
            return object.path("kind").asText();
        }

        /** What stands at a path such as {@code /spec/template}. */
        JsonNode at(String path) {
            return object.at(path);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Every whole object: what kustomizations name as a resource, and is no folder. */
    static List<Manifest> whole() {
        return named("resources", false);
    }

    /** Every patch, laid over the whole object of its kind in the base. */
    static List<Manifest> patched() {
        return named("patches", true).stream()
                .map(patch -> new Manifest(patch.name(), over(patch)))
                .toList();
    }

    private static JsonNode over(Manifest patch) {
        JsonNode base =
                whole().stream()
                        .filter(manifest -> manifest.kind().equals(patch.kind()))
                        .findFirst()
                        .orElseThrow()
                        .object()
                        .deepCopy();
        try {
            return YAML.readerForUpdating(base).readValue(patch.object());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Manifest> named(String list, boolean inPath) {
        List<Manifest> found = new ArrayList<>();
        for (Path kustomization : kustomizations()) {
            for (JsonNode entry : read(kustomization).path(list)) {
                Path file =
                        kustomization
                                .resolveSibling((inPath ? entry.path("path") : entry).asText())
                                .normalize();
                if (!Files.isDirectory(file)) {
                    found.add(
                            new Manifest(
                                    FOLDER.normalize().relativize(file).toString(), read(file)));
                }
            }
        }
        return found;
    }

    static List<Path> kustomizations() {
        return files().stream().filter(file -> file.endsWith(KUSTOMIZATION)).toList();
    }

    static List<Path> files() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Path file) {
        return all(content(file)).get(0);
    }

    static List<JsonNode> all(String yaml) {
        try (var documents =
                YAML.readerFor(new TypeReference<JsonNode>() {}).<JsonNode>readValues(yaml)) {
            return documents.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
