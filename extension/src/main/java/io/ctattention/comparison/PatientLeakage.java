package io.ctattention.comparison;

import io.ctattention.audit.PatientOverlap;
import io.ctattention.dataset.Patients;
import java.util.List;
import java.util.Locale;

/**
 * How much of what is measured on shows a patient that was trained on.
 *
 * @param least the smallest share of validation slices in any repetition, in [0, 1]
 * @param mean the mean share
 * @param greatest the greatest share
 * @param slicesWithoutPatient how many slices name no patient; they may leak beyond these shares,
 *     which are 0 where none does
 * @param slices how many slices there are, to train or to validate on
 */
public record PatientLeakage(
        double least, double mean, double greatest, int slicesWithoutPatient, int slices) {

    static PatientLeakage of(List<PatientOverlap> overlaps, Patients patients) {
        var shares = overlaps.stream().mapToDouble(PatientOverlap::share).summaryStatistics();
        return new PatientLeakage(
                shares.getMin(),
                shares.getAverage(),
                shares.getMax(),
                patients.slicesWithout(),
                patients.slices());
    }

    /**
     * Tells whether anything is known of patients.
     *
     * @return whether any slice names its patient
     */
    public boolean patientsKnown() {
        return slicesWithoutPatient < slices;
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
     * Says how far the split leaks patients.
     *
     * @return one sentence
     */
    public String sentence() {
        if (!patientsKnown()) {
            return "No slice names its patient: whether the split leaks patients is unknown.";
        }
        if (!leaks()) {
            return slicesWithoutPatient == 0
                    ? "No validation slice shows a patient that was trained on."
                    : String.format(
                            Locale.ROOT,
                            "No validation slice is known to show a patient that was trained on, but"
                                    + " %d of the %d slices name no patient: whether the split leaks"
                                    + " those is unknown.",
                            slicesWithoutPatient,
                            slices);
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
                "This split leaks patients: %s%.1f %% of the validation slices show a patient that"
                        + " was trained on%s. This inflates every score below.%s",
                slicesWithoutPatient == 0 ? "" : "at least ",
                100 * mean,
                range,
                slicesWithoutPatient == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                " %d of the %d slices name no patient, and may leak, too.",
                                slicesWithoutPatient,
                                slices));
    }
}
