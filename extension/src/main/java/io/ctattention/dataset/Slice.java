package io.ctattention.dataset;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/**
 * One labelled CT image of a dataset.
 *
 * @param name path relative to the dataset, {@code /} between folders; unique in its set
 * @param file where the image is
 * @param label the class, not blank
 * @param patient whom it shows, or null if unknown; what {@link PatientName#known} takes for
 *     unknown becomes null
 * @param split the published split, or null if there is none
 */
public record Slice(String name, Path file, String label, String patient, Split split) {

    /**
     * Checks what every slice has.
     *
     * @throws NullPointerException if the name, file or label is null
     * @throws IllegalArgumentException if the name or label is blank or holds a NUL character
     */
    public Slice {
        Objects.requireNonNull(file, "file");
        if (name.isBlank() || label.isBlank() || (name + label).indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "A slice needs a name and a label, got '%s' and '%s'",
                            name,
                            label));
        }
        patient = PatientName.known(patient);
    }
}
