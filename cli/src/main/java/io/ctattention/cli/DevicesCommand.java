package io.ctattention.cli;

import ai.djl.engine.Engine;
import com.google.gson.GsonBuilder;
import io.ctattention.model.Devices;
import io.ctattention.model.PyTorch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "devices", description = "Lists the devices that --device accepts here.")
final class DevicesCommand extends Subcommand {

    @Option(names = "--json", description = "Print one JSON document (default: text).")
    boolean json;

    @Override
    public Integer call() {
        List<String> devices = Devices.words();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("devices", devices);
        facts.put("auto", Devices.word(Devices.of(DeviceOption.AUTO)));
        facts.put("pytorch", PyTorch.engine().getVersion());
        facts.put("djl", Engine.getDjlVersion());
        facts.put("libraries", PyTorch.libraryFolder());
        facts.put("threads", PyTorch.threads());
        if (json) {
            json(
                    new GsonBuilder()
                            .setPrettyPrinting()
                            .disableHtmlEscaping()
                            .create()
                            .toJson(facts));
        } else {
            facts.forEach(
                    (name, value) -> {
                        Object text = value == devices ? String.join(", ", devices) : value;
                        out().println(String.format(Locale.ROOT, "%-10s %s", name, text));
                    });
        }
        return ExitCode.DONE;
    }
}
