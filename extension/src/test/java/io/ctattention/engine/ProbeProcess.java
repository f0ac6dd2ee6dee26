package io.ctattention.engine;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@link LibraryProbe} in a process of its own. */
final class ProbeProcess {

    private static final List<String> OURS =
            List.of(
                    "PYTORCH_LIBRARY_PATH",
                    "PYTORCH_FLAVOR",
                    "PYTORCH_LIBRARY_EXCLUSION",
                    "LD_LIBRARY_PATH",
                    "CUDA_VISIBLE_DEVICES");

    private ProbeProcess() {}

    /** Returns what it prints, the last line of standard output and errors alike. */
    static String run(Path work, String probe, Map<String, String> environment) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty(
                                "surefire.test.class.path",
                                System.getProperty("java.class.path"))));
        command.addAll(List.of(LibraryProbe.class.getName(), probe));
        File output = work.resolve("output.txt").toFile();
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(work.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output);
        builder.environment().keySet().removeAll(OURS);
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException(probe + " does not end");
        }
        return Files.readString(output.toPath(), StandardCharsets.UTF_8).strip();
    }
}
