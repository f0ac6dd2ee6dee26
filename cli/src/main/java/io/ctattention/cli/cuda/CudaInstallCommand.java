package io.ctattention.cli.cuda;

import io.ctattention.cli.terminal.ExitCode;
import io.ctattention.cli.terminal.Interrupts;
import io.ctattention.cli.terminal.Subcommand;
import io.ctattention.cli.terminal.Terminal;
import io.ctattention.engine.CudaArtifact;
import io.ctattention.engine.CudaDriver;
import io.ctattention.engine.CudaInstallation;
import io.ctattention.engine.CudaLibraries;
import io.ctattention.engine.EngineLibraries;
import io.ctattention.engine.Gpu;
import io.ctattention.model.PyTorch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "install",
        description = {
            "Downloads PyTorch's libraries for CUDA and unpacks them, once.",
            "",
            "Afterwards --device auto and cuda use them if there is a GPU with a driver, and so do"
                    + " applications with the Quarkus extension. Maven downloads 3.0 GB of jars"
                    + " from the repositories in your settings, verifies them and keeps them: after"
                    + " an interruption, repeat the command to continue. Unpacked, they take 3.8"
                    + " GB.",
            ""
        })
final class CudaInstallCommand extends Subcommand {

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description =
                    "Folder to unpack them to; PYTORCH_LIBRARY_PATH must then name it (default:"
                            + " DJL's cache folder, where they are found).")
    Path folder;

    @Override
    public Integer call() throws IOException {
        CudaLibraries installed = PyTorch.cudaLibraries();
        Optional<String> fault = CudaLibraries.systemFault();
        if (fault.isPresent()) {
            throw new IOException(fault.get());
        }
        CudaLibraries libraries =
                folder == null ? installed : new CudaLibraries(folder.toAbsolutePath());
        if (libraries.areWhole()) {
            out().println("The CUDA libraries are in " + libraries.folder() + ", and complete.");
            out().println(next(libraries, installed));
            return ExitCode.DONE;
        }
        CudaInstallation.requireOurs(libraries.folder());
        MavenJars jars = new MavenJars(CudaArtifact.ALL);
        DiskSpace.require(libraries.folder(), CudaLibraries.BYTES, jars.repository(), jars.bytes());
        announce(libraries, jars);
        try (Interrupts interrupts =
                Interrupts.listen(err(), "Stopping; downloads are kept for the next time")) {
            List<Path> files = jars.resolve(err(), interrupts::requested);
            if (!interrupts.requested()) {
                layOut(libraries, files, interrupts);
            }
            if (interrupts.requested()) {
                return interrupts.exitCode();
            }
        }
        out().println("The CUDA libraries are in " + libraries.folder() + ".");
        out().println(next(libraries, installed));
        return ExitCode.DONE;
    }

    private void announce(CudaLibraries libraries, MavenJars jars) {
        err().println(
                        "PyTorch 2.7.1 for CUDA 12, with cuDNN 9.5 and OpenBLAS, for Linux on"
                                + " x86-64.");
        err().println(
                        String.format(
                                Locale.ROOT,
                                "download  %s %s",
                                jars.bytes() == 0
                                        ? "nothing: the jars are in"
                                        : gigabytes(jars.bytes()) + ", by Maven, into",
                                jars.repository()));
        err().println(
                        String.format(
                                Locale.ROOT,
                                "disk      %s in %s",
                                gigabytes(CudaLibraries.BYTES),
                                libraries.folder()));
        err().println(
                        "GPUs      of compute capability "
                                + CudaLibraries.CAPABILITIES
                                + ", with driver 525 or later; later ones need PyTorch's own"
                                + " archive (docs/cuda.md)");
        err().println("licences  by downloading them you accept those of their publishers:");
        CudaArtifact.ALL.forEach(
                jar -> err().println(String.format(Locale.ROOT, "          %s", jar.licences())));
        err().flush();
    }

    static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }

    private void layOut(CudaLibraries libraries, List<Path> jars, Interrupts interrupts)
            throws IOException {
        try (LayingOut progress = new LayingOut(err(), Terminal.interactive())) {
            new CudaInstallation(
                            CudaArtifact.ALL,
                            (library, bytes) -> {
                                if (interrupts.requested()) {
                                    throw new Stopped();
                                }
                                progress.written(library, bytes);
                            })
                    .install(libraries, jars);
        } catch (Stopped e) {
            return;
        }
    }

    /** Stops unpacking and deletes what was unpacked. */
    private static final class Stopped extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** What to do with them. */
    private static String next(CudaLibraries libraries, CudaLibraries installed) {
        if (!libraries.equals(installed)) {
            return String.format(
                    Locale.ROOT,
                    "Use them with %s=%s in the environment.",
                    EngineLibraries.PATH,
                    libraries.folder());
        }
        CudaDriver driver = CudaDriver.find();
        Optional<String> fault = driver.fault();
        if (fault.isPresent()) {
            return "No GPU can be used yet: "
                    + fault.get()
                    + ". `ct-attention devices` says when there is one.";
        }
        return driver.gpus().stream()
                .filter(Gpu::runsInstalledLibraries)
                .findFirst()
                .map(gpu -> "--device auto and cuda use them from now on (" + gpu.text() + ").")
                .orElse(
                        "They contain no code for this machine's GPUs; `ct-attention devices` says"
                                + " what to do.");
    }
}
