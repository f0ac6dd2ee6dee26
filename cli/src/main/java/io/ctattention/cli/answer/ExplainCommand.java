package io.ctattention.cli.answer;

import io.ctattention.cli.option.CompletionCandidates;
import io.ctattention.cli.terminal.FailureText;
import io.ctattention.explanation.CamMethod;
import io.ctattention.explanation.CamTarget;
import io.ctattention.explanation.ClassActivationMap;
import io.ctattention.explanation.Explanation;
import io.ctattention.explanation.Layer;
import io.ctattention.model.CtModel;
import io.ctattention.model.ModelCard;
import io.ctattention.model.SliceReader.ReadSlice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ct-attention explain}: shows which parts of slices support a class. */
@Command(
        name = "explain",
        description = {
            "Shows which parts of a slice support a class, with Grad-CAM or a related method.",
            "",
            "Writes an overlay (PNG), the raw heat map (16-bit PNG) and all numbers (JSON) for"
                    + " every slice.",
            ""
        })
public final class ExplainCommand extends AnswerCommand {

    private static final String HEAT_MAP = "heatMap";
    private static final String OVERLAY = "overlay";

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
                    "The layer to explain: ${COMPLETION-CANDIDATES}; attention needs an attention"
                            + " block after the last convolution (default: ${DEFAULT-VALUE}).")
    Layer layer;

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            defaultValue = "gradcam",
            completionCandidates = CompletionCandidates.Methods.class,
            description =
                    "Heat-map method: ${COMPLETION-CANDIDATES}; eigencam gives the same map for"
                            + " every class (default: ${DEFAULT-VALUE}).")
    CamMethod method;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            defaultValue = "explanations",
            description = "Output folder (default: ./${DEFAULT-VALUE}).")
    Path output;

    private CamTarget target;
    private ExplanationFiles written;

    @Override
    void requireSense(CtModel loaded) {
        target = usage(() -> new CamTarget(explainedClass, layer, method).require(loaded.card()));
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
        return List.of(OVERLAY);
    }

    @Override
    List<String> fields() {
        return List.of(HEAT_MAP, OVERLAY);
    }

    @Override
    List<Map<String, Object>> answer(CtModel loaded, List<ReadSlice> slices) {
        List<Explanation> explanations = ClassActivationMap.explain(loaded, slices, target);
        return IntStream.range(0, slices.size())
                .mapToObj(i -> answer(slices.get(i), loaded.card(), explanations.get(i)))
                .toList();
    }

    @Override
    void close() throws IOException {
        if (written != null) {
            written.close();
        }
    }

    private Map<String, Object> answer(ReadSlice slice, ModelCard card, Explanation explanation) {
        Path overlay;
        try {
            overlay = written.write(slice.name(), slice.image(), explanation);
        } catch (IOException e) { // the others may have shorter names
            String error = "%s: cannot write the explanation: %s";
            return error(
                    slice.name(),
                    String.format(Locale.ROOT, error, slice.name(), FailureText.of(e)));
        }
        Map<String, Object> answer = answer(slice.name(), card, explanation.probabilities());
        answer.put(HEAT_MAP, explanation.heatMapJson());
        answer.put(OVERLAY, overlay.toString());
        return answer;
    }
}
