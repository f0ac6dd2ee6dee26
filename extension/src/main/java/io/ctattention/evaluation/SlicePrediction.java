package io.ctattention.evaluation;

import io.ctattention.dataset.PatientName;
import io.ctattention.model.ModelCard;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What a classifier says of one slice whose class is known.
 *
 * @param file the slice's name in the data set
 * @param patient the patient it shows, or null where that is unknown (see {@link
 *     PatientName#known})
 * @param label the true class
 * @param probabilities the probability of each class in the order of the model card: each in [0,
 *     1], their sum within 1e-3 of 1
 * @param prediction the class that it is taken for
 */
public record SlicePrediction(
        String file, String patient, String label, double[] probabilities, String prediction) {

    /**
     * Checks the probabilities.
     *
     * @throws NullPointerException if anything but the patient is null
     * @throws IllegalArgumentException if one is not in [0, 1] or they do not sum to 1; the message
     *     names the file
     */
    public SlicePrediction {
        Objects.requireNonNull(file, "a slice has no file name");
        Objects.requireNonNull(label, () -> file + " has no label");
        Objects.requireNonNull(prediction, () -> file + " has no prediction");
        Probabilities.check(file, probabilities);
        patient = PatientName.known(patient);
    }

    /**
     * Decides as a model does.
     *
     * @param card the model's card
     * @param file the slice's name in the data set
     * @param patient the patient it shows, or null where that is unknown
     * @param label the true class
     * @param probabilities the probability of each of the card's classes
     * @return the prediction
     * @throws IllegalArgumentException if the probabilities are not one for each class, in [0, 1]
     *     and of sum 1
     */
    public static SlicePrediction of(
            ModelCard card, String file, String patient, String label, double[] probabilities) {
        requireOneEach(file, card.classes(), probabilities);
        return new SlicePrediction(
                file, patient, label, probabilities, card.decision(probabilities));
    }

    static void requireOneEach(String file, List<String> classes, double[] probabilities) {
        if (probabilities.length != classes.size()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%s: %d probabilities for %d classes %s",
                            file,
                            probabilities.length,
                            classes.size(),
                            classes));
        }
    }
}
