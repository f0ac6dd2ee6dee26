package io.ctattention.cli;

import io.ctattention.model.CtModel;
import io.ctattention.model.Inference;
import io.ctattention.model.ModelFolder;
import io.ctattention.model.SliceReader;
import io.ctattention.model.SliceReader.ReadSlice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "predict",
        description = {
            "Classifies slices.",
            "",
            "A slice that cannot be read is reported, the others go on, and the exit code is 3.",
            ""
        })
final class PredictCommand extends Subcommand {

    @Parameters(index = "0", paramLabel = "MODEL", description = "A model folder.")
    Path model;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "FILE",
            description =
                    "PNG and JPEG files, folders of them, or - for one image on standard input.")
    List<String> files;

    @Option(names = "--json", description = "Print one JSON array (default: a table).")
    boolean json;

    @Mixin DeviceOption deviceOption;

    @Override
    public Integer call() throws IOException {
        try (CtModel loaded = ModelFolder.load(model, deviceOption.device())) {
            ModelNotes.print(loaded.card(), err());
            Answers answers = new Answers(loaded.card().classes());
            SliceReader reader = new SliceReader(loaded.card().network());
            SliceInputs.read(
                    SliceInputs.of(files),
                    reader,
                    batch -> classify(loaded, reader.stack(batch), batch, answers));
            if (json) {
                json(answers.toJson());
            } else {
                out().print(answers.toText(List.of()));
                out().flush();
            }
            answers.errors().forEach(err()::println);
            return answers.exitCode();
        }
    }

    private static void classify(
            CtModel loaded, float[] pixels, List<ReadSlice> batch, Answers answers) {
        double[][] probabilities =
                pixels.length == 0
                        ? new double[0][]
                        : Inference.probabilities(
                                loaded.model().getNDManager(), loaded.network(), pixels);
        int good = 0;
        for (ReadSlice slice : batch) {
            if (slice.error() == null) {
                answers.add(slice.name(), probabilities[good++]);
            } else {
                answers.addError(slice.name(), slice.error());
            }
        }
    }
}
