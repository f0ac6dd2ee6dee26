package io.ctattention.cli.device;

import ai.djl.Device;
import io.ctattention.check.DeviceCheck;
import io.ctattention.cli.option.DeviceOption;
import io.ctattention.cli.terminal.ExitCode;
import io.ctattention.cli.terminal.Subcommand;
import io.ctattention.file.Json;
import io.ctattention.model.Devices;
import java.io.IOException;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ct-attention devices}: lists the devices, or checks one. */
@Command(
        name = "devices",
        description = {
            "Lists the devices that --device accepts on this machine, or checks one.",
            "",
            "Also shows PyTorch's libraries, the driver and the GPUs; if no GPU can be used, it"
                    + " says what is missing and how to fix it.",
            "",
            "--check computes known results on a device, trains, explains, repeats, resumes and"
                    + " runs out of memory there. It prints a table and a verdict, and exits with 1"
                    + " if anything is wrong. It takes less than three minutes and needs a folder"
                    + " for temporary files.",
            ""
        })
public final class DevicesCommand extends Subcommand {

    @Option(names = "--check", description = "Check the device (default: list the devices).")
    boolean check;

    @Mixin DeviceOption deviceOption;

    @Option(names = "--json", description = "Print one JSON document (default: text).")
    boolean json;

    @Override
    public Integer call() throws IOException {
        require(!deviceOption.tf32(), "--check tests with and without TF32; leave --tf32 out");
        if (check) {
            Device device = deviceOption.device();
            DeviceCheck checks = new DeviceCheck(device);
            return new DeviceCheckRun(this, checks::run, json).call(Devices.id(device));
        }
        require(!given("--device"), "--device names the device to check; add --check");
        DeviceFacts facts = DeviceFacts.gather();
        if (json) {
            json(Json.INDENTED.toJson(facts.toJson()));
        } else {
            facts.lines()
                    .forEach(
                            (name, value) ->
                                    out().println(
                                                    String.format(
                                                            Locale.ROOT, "%-10s %s", name, value)));
        }
        return facts.engineFault().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }
}
