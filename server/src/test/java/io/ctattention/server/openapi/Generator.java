package io.ctattention.server.openapi;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** OpenAPI Generator in a process of its own; it refuses a document that is not valid. */
final class Generator {

    private static final Path JAR = Path.of("target", "openapi-generator-cli.jar");
    private static final String ONLY_SOURCES =
            "apis,models,supportingFiles,apiTests=false,modelTests=false,apiDocs=false,modelDocs=false";

    private Generator() {}

    /** Makes a client; fails, or warns in the log, as it does for people. */
    static String generate(Path document, Path folder, String language, String... options)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx400m",
                                "-XX:TieredStopAtLevel=1",
                                "-jar",
                                JAR.toString(),
                                "generate",
                                "-i",
                                document.toString(),
                                "-o",
                                folder.toString(),
                                "-g",
                                language,
                                "--global-property",
                                ONLY_SOURCES));
        command.addAll(List.of(options));
        Path log = folder.resolveSibling(folder.getFileName() + ".log");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        int exit = process.waitFor();
        String said = Files.readString(log);
        if (exit != 0) {
            throw new IllegalArgumentException(said);
        }
        return said;
    }

    /** Compiles all sources below some folders. */
    static void compile(Path classes, Path... folders) throws IOException {
        List<File> sources = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .map(Path::toFile)
                        .forEach(sources::add);
            }
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options =
                List.of(
                        "-d",
                        classes.toString(),
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"));
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled =
                    compiler.getTask(
                                    null,
                                    manager,
                                    null,
                                    options,
                                    null,
                                    manager.getJavaFileObjectsFromFiles(sources))
                            .call();
            if (!compiled) {
                throw new IllegalArgumentException("The client does not compile; see above");
            }
        }
    }
}
