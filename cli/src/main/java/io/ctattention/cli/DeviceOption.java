package io.ctattention.cli;

import ai.djl.Device;
import io.ctattention.model.Devices;
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

    Device device() {
        return Devices.of(word);
    }

    /** How the device was chosen. */
    String why(Device device) {
        if (!word.equalsIgnoreCase(AUTO)) {
            return "as asked";
        }
        return device.isGpu()
                ? "auto: the first CUDA device"
                : Devices.unusedGpu()
                        .map(reason -> "auto: " + reason)
                        .orElse("auto: there is no CUDA device");
    }
}
