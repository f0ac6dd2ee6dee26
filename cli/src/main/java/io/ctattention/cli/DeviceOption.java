package io.ctattention.cli;

import ai.djl.Device;
import io.ctattention.engine.CudaArithmetic;
import io.ctattention.model.Devices;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the arithmetic happens. */
final class DeviceOption {

    static final String AUTO = "auto";

    @Spec(Spec.Target.MIXEE)
    CommandSpec spec;

    private String word;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = AUTO,
            description =
                    "auto (the first CUDA device, or the CPU where there is none), cpu, cuda or"
                            + " cuda:N (default: ${DEFAULT-VALUE}).")
    void device(String text) {
        try {
            Devices.check(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        word = text;
    }

    @Option(
            names = "--tf32",
            description =
                    "Let a GPU compute with TF32: faster from NVIDIA's Ampere on, and probabilities"
                            + " differ from the CPU's by about 0.001 (default: float32).")
    boolean tf32;

    Device device() {
        CudaArithmetic.allowTf32(tf32);
        Device device = Devices.of(word);
        if (tf32 && !device.isGpu()) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("--tf32 has no effect on the CPU, which computes in float32");
            err.flush();
        }
        return device;
    }

    /** How the device was chosen. */
    String why(Device device) {
        if (!word.equalsIgnoreCase(AUTO)) {
            return "as asked";
        }
        return device.isGpu() ? "auto: the first CUDA device" : "auto: there is no CUDA device";
    }
}
