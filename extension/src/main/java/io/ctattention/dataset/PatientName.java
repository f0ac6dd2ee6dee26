package io.ctattention.dataset;

import java.util.Locale;
import java.util.Set;

/** What a patient's column says, and what tells that it says nothing. */
public final class PatientName {

    /** What spreadsheets and data frames write where nothing is known. */
    private static final Set<String> UNKNOWN =
            Set.of("", "nan", "na", "n/a", "<na>", "none", "null", "unknown");

    private PatientName() {}

    /**
     * Reads an identifier.
     *
     * @param name as it was written, or null
     * @return the name without spaces around it; null if it is blank or, in any case, {@code nan},
     *     {@code NA}, {@code N/A}, {@code <NA>}, {@code none}, {@code null} or {@code unknown}
     */
    public static String known(String name) {
        String stripped = name == null ? "" : name.strip();
        return UNKNOWN.contains(stripped.toLowerCase(Locale.ROOT)) ? null : stripped;
    }

    /** What identifiers that differ in case or space only have in common. */
    static String plain(String name) {
        return name.replaceAll("(?U)\\s+", "").toLowerCase(Locale.ROOT);
    }
}
