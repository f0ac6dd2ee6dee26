package io.ctattention.cli.command;

import ai.djl.Device;
import io.ctattention.cli.terminal.ExitCode;
import io.ctattention.cli.terminal.Subcommand;
import io.ctattention.model.CtModel;
import io.ctattention.model.ModelFolder;
import io.ctattention.model.WeightFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        description =
                "Exports a model's weights for other programs, bit for bit. They are named as in a"
                        + " PyTorch module: conv1.weight, attention1.channel.fc1.weight, ...")
final class ExportCommand extends Subcommand {

    @Parameters(index = "0", paramLabel = "MODEL", description = "A model folder.")
    Path model;

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description = "Output file, ending in .npz or .safetensors; replaced if it exists.")
    Path file;

    @Override
    public Integer call() throws IOException {
        require(
                WeightFile.isName(file),
                "%s does not end in .npz or .safetensors",
                file.getFileName());
        try (CtModel loaded = ModelFolder.load(model, Device.cpu())) {
            WeightFile.write(loaded.network(), file);
            out().println(
                            String.format(
                                    Locale.ROOT,
                                    "%d weights of a %s network, classes %s, written to %s",
                                    loaded.network().namedParameters().size(),
                                    loaded.card().name(),
                                    String.join(", ", loaded.card().classes()),
                                    file));
        }
        return ExitCode.DONE;
    }
}
