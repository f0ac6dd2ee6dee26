package io.ctattention.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A shared library from a few lines of C. */
final class CompiledLibrary {

    private CompiledLibrary() {}

    /** Ends a test on a machine that cannot make one. */
    static void requireCompiler() {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "this is not Linux");
        assumeTrue(
                List.of(System.getenv("PATH").split(":")).stream()
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "cc"))),
                "there is no C compiler (cc)");
    }

    static Path make(Path file, String source, String... options)
            throws IOException, InterruptedException {
        Files.createDirectories(file.getParent());
        Path c = Files.writeString(Files.createTempFile("library", ".c"), source);
        List<String> command = new ArrayList<>(List.of("cc", "-shared", "-fPIC", "-w"));
        command.addAll(List.of("-o", file.toString(), c.toString()));
        command.addAll(List.of(options));
        int exitCode = new ProcessBuilder(command).inheritIO().start().waitFor();
        Files.delete(c);
        if (exitCode != 0) {
            throw new IOException(String.join(" ", command) + " has failed");
        }
        return file;
    }
}
