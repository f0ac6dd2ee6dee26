package io.ctattention.audit;

import io.ctattention.dataset.UnreadableSlice;
import io.ctattention.file.Json;
import java.util.List;

/**
 * The findings of an {@link Audit}.
 *
 * @param data what was looked at
 * @param unreadable files that cannot be decoded; the findings below leave them out
 * @param patientOverlap patients in train and in another part, one entry for each part that has
 *     slices; empty without a partition
 * @param identical groups of byte-identical files
 * @param nearDuplicates pairs of nearly equal slices
 * @param classHints how well properties of the files predict the class, the strongest first; empty
 *     if all readable slices are of one class or one patient
 */
public record AuditReport(
        AuditedData data,
        List<UnreadableSlice> unreadable,
        List<PatientOverlap> patientOverlap,
        List<IdenticalFiles> identical,
        NearDuplicates nearDuplicates,
        List<ClassHint> classHints) {

    /**
     * Writes the report for a person. It shows at most ten entries of each list.
     *
     * @return some lines, each ended by a line feed
     */
    public String toText() {
        return AuditText.of(this);
    }

    /**
     * Writes the whole report as JSON, with the names of the record components as fields; what is
     * not known is left out.
     *
     * @return an object, indented
     */
    public String toJson() {
        return Json.INDENTED.toJson(this);
    }
}
