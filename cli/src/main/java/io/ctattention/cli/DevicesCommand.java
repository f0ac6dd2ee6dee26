package io.ctattention.cli;

import com.google.gson.GsonBuilder;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "devices",
        description = {
            "Lists the devices that --device accepts here.",
            "",
            "Also says which libraries of PyTorch are used, which driver and which GPUs are there,"
                    + " and if no GPU can be used, what is missing and what mends it.",
            ""
        })
final class DevicesCommand extends Subcommand {

    @Option(names = "--json", description = "Print one JSON document (default: text).")
    boolean json;

    @Override
    public Integer call() {
        DeviceFacts facts = DeviceFacts.gather();
        if (json) {
            json(
                    new GsonBuilder()
                            .setPrettyPrinting()
                            .disableHtmlEscaping()
                            .create()
                            .toJson(facts.toJson()));
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
