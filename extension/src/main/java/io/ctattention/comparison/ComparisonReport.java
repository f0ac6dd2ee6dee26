package io.ctattention.comparison;

import io.ctattention.audit.AuditReport;
import io.ctattention.evaluation.ConfusionMatrix;
import io.ctattention.evaluation.ConstantAnswer;
import io.ctattention.evaluation.Metric;
import io.ctattention.explanation.SanityCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a comparison of networks found.
 *
 * @param setup what was compared on what
 * @param leakage how far the split leaks patients
 * @param audit what inflates scores on the split of the first repetition
 * @param constantBaseline what always answering a class scores on the first repetition's validation
 *     slices
 * @param networks each network's results, in the order of the plan
 * @param effects each attention against the first network without, in the same order; empty where
 *     there is none
 * @param sanity whether heat maps depend on what a network has learned, on the examples, by the
 *     network's name
 * @param examples six slices as each network sees them
 */
public record ComparisonReport(
        ComparisonSetup setup,
        PatientLeakage leakage,
        AuditReport audit,
        Map<String, ConstantAnswer> constantBaseline,
        List<NetworkResult> networks,
        List<AttentionEffect> effects,
        Map<String, SanityCheck> sanity,
        List<Example> examples) {

    /** Copies the lists. */
    public ComparisonReport {
        networks = List.copyOf(networks);
        effects = List.copyOf(effects);
        examples = List.copyOf(examples);
    }

    /**
     * Returns what always giving an answer scores in F1 of a class.
     *
     * @param answer the class that is always given
     * @param name the class whose F1 is asked for
     * @return F1 in [0, 1]; null where no slice is of the class
     */
    public Double constantF1(String answer, String name) {
        if (name.equals(answer)) {
            return constantBaseline.get(answer).f1();
        }
        int index = setup.classes().indexOf(name);
        return firstMatrix().support(index) == 0 ? null : Double.valueOf(0);
    }

    /**
     * Returns what always giving an answer scores in another metric.
     *
     * @param answer the class that is always given
     * @param metric which
     * @return the score; null where it is not worth a figure
     */
    public Double constant(String answer, Metric metric) {
        ConstantAnswer scores = constantBaseline.get(answer);
        int positive = setup.classes().indexOf(setup.positiveClass());
        long positives = firstMatrix().support(positive);
        boolean ranked = positives > 0 && positives < firstMatrix().total();
        return switch (metric) {
            case ACCURACY -> scores.accuracy();
            case MACRO_F1 -> scores.macroF1();
            case BALANCED_ACCURACY -> scores.balancedAccuracy();
            case AUROC -> ranked ? Double.valueOf(0.5) : null;
            default -> null;
        };
    }

    private ConfusionMatrix firstMatrix() {
        return networks.get(0).runs().get(0).report().confusionMatrix();
    }

    /**
     * Says which networks' answers do not depend on the slice.
     *
     * @return a sentence for each such network
     */
    public List<String> constantAnswers() {
        return networks.stream().map(ReportSentences::constant).flatMap(Optional::stream).toList();
    }

    /**
     * Says what the sanity checks found.
     *
     * @return a sentence for each network that was checked
     */
    public List<String> sanitySentences() {
        return networks.stream()
                .filter(n -> sanity.containsKey(n.name()))
                .map(n -> ReportSentences.sanity(n, sanity.get(n.name())))
                .toList();
    }

    /**
     * Returns the measures of heat maps that any network defines.
     *
     * @return some of all, in their order
     */
    public List<FocusMeasure> focusMeasures() {
        return Stream.of(FocusMeasure.values())
                .filter(
                        measure ->
                                networks.stream()
                                        .anyMatch(n -> n.focus().get(measure).mean() != null))
                .toList();
    }

    /**
     * Writes the report as aligned tables for a terminal.
     *
     * @return lines, the last with a line break
     */
    public String toText() {
        return ComparisonText.of(this);
    }

    /**
     * Writes the report as JSON; an undefined value is null.
     *
     * @return one indented object
     */
    public String toJson() {
        return ComparisonJson.of(this);
    }

    /**
     * Writes every form into a folder: comparison.txt, comparison.json, epochs.csv (a line for each
     * run and epoch) and slices.csv (a line for each run and validation slice); and, if {@link
     * PageWriter} finds a writer, comparison.html.
     *
     * @param folder an existing folder
     * @throws IOException if a file cannot be written
     */
    public void write(Path folder) throws IOException {
        ComparisonFiles.write(this, folder);
    }
}
