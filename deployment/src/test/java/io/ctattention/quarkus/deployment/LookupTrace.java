package io.ctattention.quarkus.deployment;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.PathTestHelper;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Compiles the agent {@code lookups.c} and has it trace a {@link FullPass}. */
final class LookupTrace {

    private static final Path AGENT = Path.of("src/test/c/lookups.c");

    private LookupTrace() {}

    /** Returns the compiled agent; skips the test where it cannot be compiled. */
    static Path compileAgent(Path folder) throws Exception {
        Path headers = Path.of(System.getProperty("java.home"), "include");
        require(
                Files.exists(headers.resolve("linux/jni_md.h")),
                "no JDK for Linux with its headers in " + headers);
        Optional<Path> compiler =
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(directory -> Path.of(directory, "cc"))
                        .filter(Files::isExecutable)
                        .findFirst();
        require(compiler.isPresent(), "no C compiler named cc on the PATH; install gcc");
        Path agent = folder.resolve("liblookups.so");
        run(
                folder.resolve("cc.log"),
                compiler.orElseThrow().toString(),
                "-Wall",
                "-Wextra",
                "-Werror",
                "-fPIC",
                "-shared",
                "-I" + headers,
                "-I" + headers.resolve("linux"),
                "-o",
                agent.toString(),
                AGENT.toAbsolutePath().toString(),
                "-ldl");
        return agent;
    }

    private static void require(boolean there, String what) {
        if (!there) {
            System.out.println("Native registration is not checked: " + what);
        }
        assumeTrue(there, what);
    }

    /** Returns what a full pass on these jars looks up that a native executable must register. */
    static Set<Lookup> of(Path agent, NativeSources sources, Path folder) throws Exception {
        Path trace = folder.resolve("lookups.txt");
        Path tests = PathTestHelper.getTestClassesLocation(LookupTrace.class);
        run(
                folder.resolve("pass.log"),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // half the time of a process as short as this
                "-XX:+UseSerialGC",
                "-agentpath:" + agent + "=" + trace,
                "-cp",
                sources.classPath() + File.pathSeparator + tests,
                FullPass.class.getName(),
                Files.createDirectories(folder.resolve("pass")).toString());
        try (Stream<String> lines = Files.lines(trace)) {
            return NeededLookups.of(lines, sources.jars());
        }
    }

    private static void run(Path log, String... command) throws Exception {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        if (!ended || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError(
                    String.format(
                            Locale.ROOT,
                            "%s %s:%n%s",
                            command[0],
                            ended ? "failed" : "did not end",
                            Files.readString(log)));
        }
    }
}
