package io.ctattention.cli.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ctattention.cli.Fixtures;
import io.ctattention.engine.CudaArtifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code cuda install} with a script in place of Maven: nothing is downloaded. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class CudaInstallIT {

    @TempDir Path folder;

    private record Ended(int exitCode, String out, String err) {}

    @BeforeEach
    void requireDisk() throws IOException {
        assumeTrue(
                System.getProperty("native.image.path") == null, "a native executable refuses it");
        assumeTrue(
                Files.getFileStore(folder).getUsableSpace() > 7_000_000_000L,
                "there are less than 7 GB of free disk, for which the command asks first");
    }

    private ProcessBuilder install() throws IOException {
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(Fixtures.program());
        command.addAll(List.of("cuda", "install", "--folder", "cuda"));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(folder.resolve("out.txt").toFile())
                        .redirectError(folder.resolve("err.txt").toFile());
        builder.environment()
                .put("PATH", Files.createDirectories(folder.resolve("bin")) + ":/usr/bin:/bin");
        return builder;
    }

    private void maven(String script) throws IOException {
        Path mvn = Files.createDirectories(folder.resolve("bin")).resolve("mvn");
        Files.writeString(mvn, "#!/bin/sh\n" + script + "\n");
        assertThat(mvn.toFile().setExecutable(true)).isTrue();
    }

    private Ended end(Process process) throws Exception {
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Ended(
                process.exitValue(),
                Files.readString(folder.resolve("out.txt")),
                Files.readString(folder.resolve("err.txt")));
    }

    private static String last(String text) {
        String[] lines = text.strip().split("\n");
        return lines[lines.length - 1];
    }

    @Test
    void beforeAnythingIsDownloadedItSaysWhatAndWhereAndUnderWhichLicences() throws Exception {
        maven("echo '[ERROR] Could not transfer artifact: Connection refused -> [Help 1]'; exit 1");
        Ended end = end(install().start());

        assertThat(end.exitCode()).isEqualTo(1);
        assertThat(end.out()).isEmpty();
        assertThat(end.err())
                .contains("disk      3.8 GB in " + folder.toRealPath().resolve("cuda"))
                .contains("compute capability 5.0 to 9.0")
                .contains(
                        "BSD-3-Clause", "End User License Agreement", "Software License Agreement");
        assertThat(last(end.err()))
                .isEqualTo(
                        "ct-attention: Maven cannot download the CUDA libraries: Could not transfer"
                                + " artifact: Connection refused");
        assertThat(folder.resolve("cuda")).doesNotExist();
    }

    @Test
    void withoutMavenItSaysSo() throws Exception {
        ProcessBuilder install = install();
        install.environment().put("PATH", folder.resolve("bin").toString());
        install.command().set(0, "/usr/bin/env");

        Ended end = end(install.start());
        assertThat(end.exitCode()).isEqualTo(1);
        assertThat(last(end.err()))
                .startsWith("ct-attention: Cannot start mvn, which downloads the CUDA libraries");
    }

    @Test
    void whatMavenIsAskedForIsTheJarsAloneAndOneThatIsDamagedIsNamed() throws Exception {
        List<Path> jars =
                CudaArtifact.ALL.stream().map(jar -> folder.resolve(jar.fileName())).toList();
        for (Path jar : jars) {
            Files.writeString(jar, "none");
        }
        String list = jars.stream().map(Path::toString).collect(Collectors.joining(":"));
        maven(
                "for a in \"$@\"; do case $a in -Dmdep.outputFile=*) echo '"
                        + list
                        + "' > \"${a#*=}\";; esac; done; cat pom.xml > '"
                        + folder.resolve("asked.xml")
                        + "'; echo $@ > '"
                        + folder.resolve("asked.txt")
                        + "'");
        Ended end = end(install().start());

        assertThat(end.exitCode()).isEqualTo(1);
        assertThat(last(end.err()))
                .startsWith("ct-attention: " + jars.get(0) + ": is damaged (")
                .endsWith("); delete it and run the command again");
        assertThat(folder.resolve("asked.txt")).content().contains("--strict-checksums");
        assertThat(Files.readString(folder.resolve("asked.xml")))
                .contains("<artifactId>cuda-redist</artifactId>")
                .containsPattern("<classifier>linux-x86_64-gpu</classifier>\\s+<exclusions>");
        assertThat(folder.resolve(".cuda.new")).doesNotExist();
    }

    @Test
    void asSoonAsItIsInterruptedSoIsMaven() throws Exception {
        maven("echo $$ > '" + folder.resolve("pid") + "'; exec sleep 60");
        Process process = install().start();
        Path pid = folder.resolve("pid");
        while (Files.notExists(pid) || Files.size(pid) == 0) {
            assertThat(process.isAlive()).isTrue();
            process.waitFor(10, TimeUnit.MILLISECONDS);
        }
        ProcessHandle maven =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
        process.destroy();

        Ended end = end(process);
        assertThat(end.exitCode()).isEqualTo(143);
        assertThat(end.err()).contains("downloads are kept for the next time");
        maven.onExit().get(10, TimeUnit.SECONDS);
    }

    @Test
    void librariesThatAreWholeNeedNoMavenAndFoldersOfOtherFilesStay() throws Exception {
        Path cuda = Files.createDirectory(folder.resolve("cuda"));
        Files.writeString(cuda.resolve("thesis.txt"), "");
        Ended refused = end(install().start());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("holds something other than CUDA libraries");

        Files.writeString(
                cuda.resolve("ct-attention-cuda.txt"), "PyTorch 2.7.1 cu128\n0 thesis.txt\n");
        Ended whole = end(install().start());
        assertThat(whole.exitCode()).isZero();
        assertThat(whole.err()).isEmpty();
        assertThat(whole.out())
                .contains(", and complete.")
                .contains(
                        "Use them with PYTORCH_LIBRARY_PATH="
                                + folder.toRealPath().resolve("cuda"));
    }
}
