package io.ctattention.cli.answer;

import io.ctattention.cli.option.DeviceOption;
import io.ctattention.cli.option.SliceInputs;
import io.ctattention.cli.terminal.ExitCode;
import io.ctattention.cli.terminal.Interrupts;
import io.ctattention.cli.terminal.StandardOutput;
import io.ctattention.cli.terminal.Subcommand;
import io.ctattention.cli.terminal.Terminal;
import io.ctattention.file.Printable;
import io.ctattention.model.CtModel;
import io.ctattention.model.ModelCard;
import io.ctattention.model.ModelFolder;
import io.ctattention.model.SliceReader;
import io.ctattention.model.SliceReader.ReadSlice;
import io.ctattention.model.SliceResult;
import io.ctattention.model.SliceSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * A command that asks a model about slices and gives an answer or an error for each, batch by
 * batch: what is answered is written at once and forgotten.
 */
abstract class AnswerCommand extends Subcommand {

    private static final String ERROR = "error";

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
        require(!files.contains(""), "A FILE argument is empty; give a file, a folder or -");
        String fault = forms.fault(files);
        require(fault == null, "%s", fault);
        try (CtModel loaded = ModelFolder.load(model, deviceOption::device)) {
            requireSense(loaded);
            ModelNotes.print(loaded.card(), err());
            List<SliceSource> slices = SliceInputs.of(files, err());
            begin();
            return answerAll(loaded, slices);
        } finally {
            close();
        }
    }

    private int answerAll(CtModel loaded, List<SliceSource> slices) throws IOException {
        int done = 0;
        int failed = 0;
        List<String> classes = loaded.card().classes();
        SliceReader reader = new SliceReader(loaded.card().network(), showsSlices());
        boolean shown = slices.size() > SliceReader.BATCH && Terminal.interactive();
        try (AnswerOutputs outputs =
                        new AnswerOutputs(forms.open(out(), slices, classes, columns()));
                Interrupts interrupts = Interrupts.listen(err(), "Finishing the batch");
                AnswerProgress progress =
                        new AnswerProgress(
                                err(), spec.usageMessage().width(), slices.size(), shown)) {
            for (List<SliceSource> batch : SliceReader.batches(slices)) {
                if (interrupts.requested()) {
                    err().println(interrupted(done, slices.size()));
                    return interrupts.exitCode();
                }
                List<Map<String, Object>> answers =
                        reader.answer(batch, read -> answer(loaded, read)).stream()
                                .map(this::orError)
                                .toList();
                List<Object> errors =
                        answers.stream().map(a -> a.get(ERROR)).filter(Objects::nonNull).toList();
                done += batch.size();
                failed += errors.size();
                progress.step(batch.size(), () -> write(answers, errors, outputs));
            }
            progress.step(0, outputs::finish);
        }
        return failed == 0 ? ExitCode.DONE : ExitCode.SOME_INPUTS_FAILED;
    }

    private void write(
            List<Map<String, Object>> answers, List<Object> errors, AnswerOutputs outputs)
            throws IOException {
        outputs.write(answers);
        StandardOutput.require();
        errors.forEach(error -> err().println(Printable.line((String) error)));
        err().flush();
    }

    private Map<String, Object> orError(SliceResult<Map<String, Object>> result) {
        return result.ok() ? result.value() : error(result.name(), result.error().getMessage());
    }

    /** Returns an answer that may be added to. */
    static Map<String, Object> answer(String file, ModelCard card, double[] probabilities) {
        return answer(file, card.decision(probabilities), card.byClass(probabilities), null);
    }

    /** Returns what stands in the place of an answer. */
    Map<String, Object> error(String file, String error) {
        Map<String, Object> answer = answer(file, null, null, error);
        fields().forEach(field -> answer.put(field, null));
        return answer;
    }

    private static Map<String, Object> answer(
            String file, String prediction, Map<String, Double> probabilities, String error) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("file", file);
        answer.put("prediction", prediction);
        answer.put("probabilities", probabilities);
        answer.put(ERROR, error);
        return answer;
    }

    private static String interrupted(int done, int all) {
        return String.format(Locale.ROOT, "Interrupted after %d of %d slices.", done, all);
    }

    /** Refuses options that do not fit this model. */
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

    /** Returns what an answer holds beside file, prediction, probabilities and error. */
    List<String> fields() {
        return List.of();
    }

    /** Answers a batch of at least one slice, one answer or error for each. */
    abstract List<Map<String, Object>> answer(CtModel loaded, List<ReadSlice> slices);
}
