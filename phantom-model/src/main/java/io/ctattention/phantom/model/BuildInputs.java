package io.ctattention.phantom.model;

import io.ctattention.file.Sha256;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;

/** What a trained model depends on: this project's classes, and the names of the libraries. */
final class BuildInputs {

    private final MessageDigest digest;

    private BuildInputs(MessageDigest digest) {
        this.digest = digest;
    }

    static String fingerprint() throws IOException {
        BuildInputs inputs = new BuildInputs(Sha256.digest());
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            inputs.add(Path.of(entry));
        }
        return Sha256.hex(inputs.digest.digest());
    }

    private void add(Path entry) throws IOException {
        if (Files.isDirectory(entry)) {
            addClasses(entry);
        } else if (entry.getFileName().toString().startsWith("ct-attention")) {
            try (FileSystem jar = FileSystems.newFileSystem(entry)) {
                addClasses(jar.getPath("/"));
            }
        } else {
            digest.update(entry.getFileName().toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A module's classes count the same in a folder as in a jar. */
    private void addClasses(Path root) throws IOException {
        List<Path> classes;
        try (Stream<Path> files = Files.walk(root)) {
            classes = files.filter(file -> file.toString().endsWith(".class")).sorted().toList();
        }
        for (Path file : classes) {
            digest.update(Files.readAllBytes(file));
        }
    }
}
