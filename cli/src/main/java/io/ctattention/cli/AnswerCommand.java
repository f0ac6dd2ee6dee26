package io.ctattention.cli;

import io.ctattention.dataset.Printable;
import io.ctattention.model.CtModel;
import io.ctattention.model.ModelFolder;
import io.ctattention.model.SliceReader;
import io.ctattention.model.SliceReader.ReadSlice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that asks a model about slices and gives an answer or an error for each. */
abstract class AnswerCommand extends Subcommand {

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
    public final Integer call() throws IOException {
        if (files.contains("")) {
            throw wrongUsage("A FILE is empty; a file, a folder or - is expected");
        }
        try (CtModel loaded = ModelFolder.load(model, deviceOption::device)) {
            requireSense(loaded);
            ModelNotes.print(loaded.card(), err());
            Answers answers = new Answers(loaded.card());
            SliceReader reader = new SliceReader(loaded.card().network());
            SliceInputs.read(
                    SliceInputs.of(files, err()),
                    reader,
                    batch -> answer(loaded, reader.stack(batch), batch, answers));
            if (json) {
                json(answers.toJson());
            } else {
                out().print(answers.toText(columns()));
                out().flush();
            }
            answers.errors().stream().map(Printable::line).forEach(err()::println);
            return answers.exitCode();
        } finally {
            close();
        }
    }

    /** Refuses options that make no sense for this model, and an output that must not be. */
    void requireSense(CtModel loaded) throws IOException {}

    /** Called at the end, however it came. */
    void close() throws IOException {}

    /** Returns what a line of the table shows beside file, prediction and probability. */
    List<String> columns() {
        return List.of();
    }

    /**
     * Answers for a batch.
     *
     * @param pixels the readable slices behind each other; may be none
     */
    abstract void answer(CtModel loaded, float[] pixels, List<ReadSlice> batch, Answers answers);
}
