package io.ctattention.comparison;

import io.ctattention.dataset.PatientOverlap;
import java.util.List;
import java.util.Locale;

/**
 * How much of what is measured on shows a patient that was trained on.
 *
 * @param least the smallest share of validation slices in any repetition, in [0, 1]
 * @param mean the mean share
 * @param greatest the greatest share
 * @param patientsKnown whether any slice names its patient; the shares are 0 where none does
 */
public record Leak(double least, double mean, double greatest, boolean patientsKnown) {

    static Leak of(List<PatientOverlap> overlaps, boolean patientsKnown) {
        var shares = overlaps.stream().mapToDouble(PatientOverlap::share).summaryStatistics();
        return new Leak(shares.getMin(), shares.getAverage(), shares.getMax(), patientsKnown);
    }

    /**
     * Tells whether any validation slice shows a patient that was trained on.
     *
     * @return whether the split is known to leak
     */
    public boolean leaks() {
        return greatest > 0;
    }

    /**
     * Says it to a reader.
     *
     * @return one sentence
     */
    public String sentence() {
        if (!patientsKnown) {
            return "No slice names its patient: whether the split leaks patients is unknown.";
        }
        if (!leaks()) {
            return "No validation slice shows a patient that was trained on.";
        }
        String range =
                least == greatest
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", from %.1f to %.1f %% by repetition",
                                100 * least,
                                100 * greatest);
        return String.format(
                Locale.ROOT,
                "This split leaks patients: %.1f %% of the validation slices show a patient that"
                        + " was trained on%s. Every score below is flattered by that.",
                100 * mean,
                range);
    }
}
