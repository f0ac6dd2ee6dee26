package io.ctattention.cli.answer;

import io.ctattention.cli.option.CompletionCandidates;
import io.ctattention.cli.terminal.FailureText;
import io.ctattention.explanation.CamMethod;
import io.ctattention.explanation.ClassActivationMap;
import io.ctattention.explanation.Explanation;
import io.ctattention.explanation.Layer;
import io.ctattention.model.CtModel;
import io.ctattention.model.SliceReader.ReadSlice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ct-attention explain}: shows where slices speak for a class. */
@Command(
        name = "explain",
        description = {
            "Shows where slices support a class, with Grad-CAM or a related method.",
            "",
            "For every slice the folder gets an overlay (PNG), the raw heat map (16-bit PNG) and"
                    + " all numbers (JSON).",
            ""
        })
public final class ExplainCommand extends AnswerCommand {

    @Option(
            names = "--class",
            paramLabel = "CLASS",
            description = "The class to explain (default: the predicted one).")
    String explainedClass;

    @Option(
            names = "--layer",
            paramLabel = "LAYER",
            defaultValue = "conv",
            completionCandidates = CompletionCandidates.Layers.class,
            description =
                    "The features to explain: ${COMPLETION-CANDIDATES}; attention where one follows"
                            + " the last convolution (default: ${DEFAULT-VALUE}).")
    Layer layer;

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            defaultValue = "gradcam",
            completionCandidates = CompletionCandidates.Methods.class,
            description =
                    "How the heat map is computed: ${COMPLETION-CANDIDATES}; eigencam is the same"
                            + " for all classes (default: ${DEFAULT-VALUE}).")
    CamMethod method;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            defaultValue = "explanations",
            description = "Where the files go (default: ./${DEFAULT-VALUE}).")
    Path output;

    private ExplanationFiles written;

    @Override
    void requireSense(CtModel loaded) {
        List<String> classes = loaded.card().classes();
        if (explainedClass != null && !classes.contains(explainedClass)) {
            throw wrongUsage(
                    String.format(
                            Locale.ROOT,
                            "The model has no class %s; its classes are %s",
                            explainedClass,
                            String.join(", ", classes)));
        }
        if (layer == Layer.ATTENTION && !loaded.card().network().endsWithAttention()) {
            throw wrongUsage(
                    String.format(
                            Locale.ROOT,
                            "%s is a %s network, which has no attention after its last convolution; only --layer conv can be explained",
                            model,
                            loaded.card().name()));
        }
    }

    @Override
    void begin() throws IOException {
        written = new ExplanationFiles(output);
    }

    @Override
    boolean showsSlices() {
        return true;
    }

    @Override
    List<String> columns() {
        return List.of("overlay");
    }

    @Override
    void answer(CtModel loaded, float[] pixels, List<ReadSlice> batch, Answers answers) {
        List<Explanation> explanations =
                ClassActivationMap.explain(loaded, pixels, explainedClass, layer, method);
        int good = 0;
        for (ReadSlice slice : batch) {
            if (slice.error() == null) {
                Explanation explanation = explanations.get(good++);
                write(slice, explanation, answers);
            } else {
                addError(slice.name(), slice.error(), answers);
            }
        }
    }

    @Override
    void close() throws IOException {
        if (written != null) {
            written.close();
        }
    }

    private void write(ReadSlice slice, Explanation explanation, Answers answers) {
        Path overlay;
        try {
            overlay = written.write(slice.name(), slice.image().image(), explanation);
        } catch (IOException e) { // the others may have shorter names
            String error = "%s: its explanation cannot be written: %s";
            addError(
                    slice.name(),
                    String.format(Locale.ROOT, error, slice.name(), FailureText.of(e)),
                    answers);
            return;
        }
        Map<String, Object> answer = answers.add(slice.name(), explanation.probabilities());
        answer.put("heatMap", explanation.heatMapJson());
        answer.put("overlay", overlay.toString());
    }

    private static void addError(String name, String error, Answers answers) {
        Map<String, Object> answer = answers.addError(name, error);
        answer.put("heatMap", null);
        answer.put("overlay", null);
    }
}
