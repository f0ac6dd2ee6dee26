package io.ctattention.audit;

import io.ctattention.dataset.UnreadableSlice;
import io.ctattention.file.Printable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes an audit for a person. */
final class AuditText {

    private static final int SHOWN = 10;

    private final StringBuilder text = new StringBuilder();
    private final boolean split;

    private AuditText(boolean split) {
        this.split = split;
    }

    static String of(AuditReport report) {
        AuditText text = new AuditText(report.data().split() != null);
        text.data(report.data());
        text.unreadable(report.unreadable());
        report.patientOverlap().forEach(text::overlap);
        text.identical(report.identical());
        text.nearDuplicates(report.nearDuplicates());
        text.hints(report.classHints());
        return text.text.toString();
    }

    private void data(AuditedData data) {
        line("Slices: %d", data.slices());
        line("Classes: %s; positive is %s", counts(data.classes()), data.positiveClass());
        line(
                "Patients: %d; slices without a patient: %d",
                data.patients(), data.slicesWithoutPatient());
        if (!data.alikePatients().isEmpty()) {
            line(
                    "Groups of patient identifiers that differ only in case or spaces: %d; --json"
                            + " lists them",
                    data.alikePatients().size());
        }
        line("Files skipped: %d", data.skipped());
        line("Fingerprint: %s", data.fingerprint() == null ? "unknown" : data.fingerprint());
        if (split) {
            line("Split: %s", counts(data.split()));
        }
        if (data.phantom()) {
            line("These slices are phantoms: nothing here says anything about patients.");
        }
    }

    private void unreadable(List<UnreadableSlice> files) {
        line("Unreadable files: %d", files.size());
        list(files, files.size(), UnreadableSlice::fault);
    }

    private void overlap(PatientOverlap overlap) {
        String part = overlap.split();
        if (overlap.known()) {
            line("Patients both in train and in %s: %d", part, overlap.patients().size());
            line(
                    "  %d of %d %s slices (%.1f %%) have a training slice of the same patient",
                    overlap.slicesWithTrainingPatient(),
                    overlap.slices(),
                    part,
                    100 * overlap.share());
        } else {
            line("Patients both in train and in %s: unknown", part);
        }
        overlap.doubt().ifPresent(doubt -> line("  %s", doubt));
    }

    private void identical(List<IdenticalFiles> groups) {
        line(
                "Groups of byte-identical files: %d%s",
                groups.size(),
                marked(
                        groups.stream().filter(IdenticalFiles::differentLabels).count(),
                        groups.stream().filter(IdenticalFiles::acrossSplit).count()));
        list(
                groups,
                groups.size(),
                group ->
                        String.join(" = ", group.names())
                                + marks(group.differentLabels(), group.acrossSplit()));
    }

    private void nearDuplicates(NearDuplicates near) {
        line(
                "Near-duplicate pairs, correlation above %.2f: %d%s%s",
                near.threshold(),
                near.count(),
                marked(near.differentLabels(), near.acrossSplit()),
                split ? ", both: " + near.differentLabelsAcrossSplit() : "");
        list(
                near.pairs(),
                near.count(),
                pair ->
                        String.format(
                                Locale.ROOT,
                                "%s ~ %s, %s%s",
                                pair.first(),
                                pair.second(),
                                pair.correlation(),
                                marks(pair.differentLabels(), pair.acrossSplit())));
    }

    private void hints(List<ClassHint> hints) {
        if (hints.isEmpty()) {
            return;
        }
        line(
                "Predicting the class without the lungs, on held-out slices (5 folds of patients; a"
                        + " slice without one counts as a patient):");
        line("  %-18s %8s %9s %9s %6s", "property", "accuracy", "majority", "balanced", "AUROC");
        for (ClassHint hint : hints) {
            line(
                    "  %-18s %8.3f %9.3f %9.3f %6s",
                    hint.property(),
                    hint.accuracy(),
                    hint.majorityAccuracy(),
                    hint.balancedAccuracy(),
                    hint.auroc() == null ? "-" : String.format(Locale.ROOT, "%.3f", hint.auroc()));
            if (hint.values() != null) {
                hint.values().forEach((value, counts) -> line("    %s: %s", value, counts(counts)));
            }
        }
    }

    private String marked(long differentLabels, long acrossSplit) {
        String text = "; different labels: " + differentLabels;
        return split ? text + ", across the split: " + acrossSplit : text;
    }

    private static String marks(boolean differentLabels, boolean acrossSplit) {
        return (differentLabels ? ", different labels" : "")
                + (acrossSplit ? ", across the split" : "");
    }

    private static String counts(Map<String, ? extends Number> counts) {
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private <T> void list(List<T> entries, int total, Function<T, String> words) {
        entries.stream()
                .limit(SHOWN)
                .forEach(entry -> line("  %s", Printable.line(words.apply(entry))));
        if (total > SHOWN) {
            line("  and %d more", total - SHOWN);
        }
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
