package io.ctattention.engine;

import ai.djl.util.Utils;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says what is missing for CUDA, and which command installs it. */
public final class MissingCuda {

    /** The documentation about CUDA. */
    private static final String GUIDE = "docs/cuda.md";

    private MissingCuda() {}

    /**
     * Says why the engine sees no GPU.
     *
     * @param cudaBuild whether its libraries are built for CUDA
     * @return one or two sentences
     */
    public static String reason(boolean cudaBuild) {
        return reason(
                cudaBuild,
                CudaDriver.find(),
                CudaLibraries.installed(),
                setting(EngineLibraries.PATH)
                        .or(() -> setting(EngineLibraries.FLAVOR))
                        .orElse("a variable"));
    }

    private static Optional<String> setting(String name) {
        return Optional.ofNullable(Utils.getEnvOrSystemProperty(name))
                .filter(value -> !value.isEmpty())
                .map(value -> name + "=" + value);
    }

    static String reason(
            boolean cudaBuild, CudaDriver driver, CudaLibraries installed, String setting) {
        if (NativeExecutable.running()) {
            return NativeExecutable.ADVICE + ".";
        }
        if (driver.fault().isPresent()) {
            String fault = driver.fault().get();
            return capital(fault) + "." + (cudaBuild ? "" : " " + afterwards(installed));
        }
        return cudaBuild ? runtime(driver) : libraries(driver, installed, setting);
    }

    private static String afterwards(CudaLibraries installed) {
        return installed.areWhole()
                ? "With a driver, the CUDA libraries in " + installed.folder() + " are used."
                : "Also, PyTorch's libraries here are the build for the CPU: `"
                        + CudaLibraries.COMMAND
                        + "` installs those for CUDA.";
    }

    private static String runtime(CudaDriver driver) {
        return String.format(
                Locale.ROOT,
                "NVIDIA's driver (CUDA %s) shows %s, but %s.",
                driver.cuda().orElse("?"),
                gpus(driver.gpus()),
                Cudart.fault().orElse("PyTorch cannot use it with these libraries"));
    }

    private static String libraries(CudaDriver driver, CudaLibraries installed, String setting) {
        String shown = "NVIDIA's driver shows " + gpus(driver.gpus()) + ", but ";
        List<Gpu> served = driver.gpus().stream().filter(Gpu::runsInstalledLibraries).toList();
        if (served.isEmpty()) {
            return shown
                    + "the libraries that `"
                    + CudaLibraries.COMMAND
                    + "` installs contain code for compute capability "
                    + CudaLibraries.CAPABILITIES
                    + " only: see PyTorch's own archive in "
                    + GUIDE
                    + ".";
        }
        if (!installed.areThere()) {
            return shown
                    + "these libraries are the build for the CPU: `"
                    + CudaLibraries.COMMAND
                    + "` installs those for CUDA.";
        }
        List<String> faults = installed.faults();
        if (!faults.isEmpty()) {
            return String.format(
                    Locale.ROOT,
                    "%sthe CUDA libraries in %s are incomplete (%s): `%s` installs them again.",
                    shown,
                    installed.folder(),
                    faults.get(0),
                    CudaLibraries.COMMAND);
        }
        return String.format(
                Locale.ROOT,
                "%sthe CUDA libraries in %s are ignored because of %s.",
                shown,
                installed.folder(),
                setting);
    }

    private static String gpus(List<Gpu> gpus) {
        return gpus.stream()
                .map(
                        gpu ->
                                String.format(
                                        Locale.ROOT,
                                        "%s (compute capability %s)",
                                        gpu.name(),
                                        gpu.capability()))
                .collect(Collectors.joining(", "));
    }

    private static String capital(String clause) {
        return clause.substring(0, 1).toUpperCase(Locale.ROOT) + clause.substring(1);
    }
}
