package io.ctattention.cli.answer;

import io.ctattention.cli.option.DeviceOption;
import io.ctattention.cli.option.SliceInputs;
import io.ctattention.cli.terminal.Interrupts;
import io.ctattention.cli.terminal.StandardOutput;
import io.ctattention.cli.terminal.Subcommand;
import io.ctattention.cli.terminal.Terminal;
import io.ctattention.file.Printable;
import io.ctattention.model.CtModel;
import io.ctattention.model.ModelFolder;
import io.ctattention.model.SliceReader;
import io.ctattention.model.SliceReader.ReadSlice;
import io.ctattention.model.SliceReader.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * A command that asks a model about slices and gives an answer or an error for each, batch by
 * batch: what is answered is written at once and forgotten.
 */
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

    @Mixin AnswerOptions forms;

    @Mixin DeviceOption deviceOption;

    @Override
    public final Integer call() throws IOException {
        if (files.contains("")) {
            throw wrongUsage("A FILE is empty; a file, a folder or - is expected");
        }
        String fault = forms.fault(files);
        if (fault != null) {
            throw wrongUsage(fault);
        }
        try (CtModel loaded = ModelFolder.load(model, deviceOption::device)) {
            requireSense(loaded);
            ModelNotes.print(loaded.card(), err());
            List<Source> slices = SliceInputs.of(files, err());
            begin();
            return answer(loaded, slices);
        } finally {
            close();
        }
    }

    private int answer(CtModel loaded, List<Source> slices) throws IOException {
        List<String> classes = loaded.card().classes();
        Answers answers = new Answers(loaded.card());
        SliceReader reader = new SliceReader(loaded.card().network(), showsSlices());
        boolean shown = slices.size() > SliceReader.BATCH && Terminal.interactive();
        try (AnswerOutputs outputs =
                        new AnswerOutputs(forms.open(out(), slices, classes, columns()));
                Interrupts interrupts = Interrupts.listen(err(), "Finishing the batch");
                AnswerProgress progress =
                        new AnswerProgress(
                                err(), spec.usageMessage().width(), slices.size(), shown)) {
            for (int from = 0; from < slices.size(); from += SliceReader.BATCH) {
                if (interrupts.requested()) {
                    err().println(interrupted(from, slices.size()));
                    return interrupts.exitCode();
                }
                int to = Math.min(from + SliceReader.BATCH, slices.size());
                List<ReadSlice> batch = reader.read(slices.subList(from, to));
                answer(loaded, reader.stack(batch), batch, answers);
                progress.step(batch.size(), () -> write(answers.take(), outputs));
            }
            progress.step(0, outputs::finish);
        }
        return answers.exitCode();
    }

    private void write(List<Map<String, Object>> answers, AnswerOutputs outputs)
            throws IOException {
        outputs.write(answers);
        StandardOutput.require();
        for (Map<String, Object> answer : answers) {
            if (answer.get("error") != null) {
                err().println(Printable.line((String) answer.get("error")));
            }
        }
        err().flush();
    }

    private static String interrupted(int done, int all) {
        return String.format(Locale.ROOT, "Interrupted: %d of %d slices are answered.", done, all);
    }

    /** Refuses options that make no sense for this model. */
    void requireSense(CtModel loaded) {}

    /** Called before any output is opened. */
    void begin() throws IOException {}

    /** Called at the end, however it came. */
    void close() throws IOException {}

    /** Whether slices are needed in their own size, beside what the network sees of them. */
    boolean showsSlices() {
        return false;
    }

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
