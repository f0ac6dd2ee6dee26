package io.ctattention.cli.option;

import ai.djl.Device;
import io.ctattention.engine.CudaArithmetic;
import io.ctattention.model.Devices;
import io.ctattention.training.Training.Resumable;
import java.io.PrintWriter;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The device that computes. */
public final class DeviceOption {

    /** The best device that there is. */
    public static final String AUTO = "auto";

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
                    "Let a GPU compute with TF32: faster on NVIDIA's Ampere and later, but"
                            + " probabilities differ from the CPU's by about 0.001 (default:"
                            + " float32).")
    boolean tf32;

    /**
     * Takes from an earlier training what was not given.
     *
     * @param earlier the training
     * @param given whether an option was given
     */
    public void goOn(Resumable earlier, Predicate<String> given) {
        if (!given.test("--device")) {
            device(earlier.device());
        }
        if (!given.test("--tf32")) {
            tf32 = earlier.tf32();
        }
    }

    /**
     * Tells whether a GPU may compute with TF32.
     *
     * @return whether it may
     */
    public boolean tf32() {
        return tf32;
    }

    /**
     * Returns the device, and starts the engine.
     *
     * @return the device
     */
    public Device device() {
        CudaArithmetic.allowTf32(tf32);
        Device device = Devices.of(word);
        if (tf32 && !device.isGpu()) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("--tf32 has no effect on the CPU, which computes in float32");
            err.flush();
        }
        return device;
    }

    /**
     * Says how the device was chosen.
     *
     * @param device the device
     * @return a part of a line
     */
    public String why(Device device) {
        if (!word.equalsIgnoreCase(AUTO)) {
            return "as requested";
        }
        return device.isGpu()
                ? "auto: the first CUDA device"
                : Devices.unusedGpu()
                        .map(reason -> "auto: " + reason)
                        .orElse("auto: there is no CUDA device");
    }
}
