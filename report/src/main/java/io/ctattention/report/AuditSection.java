package io.ctattention.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.ul;

import io.ctattention.audit.AuditReport;
import io.ctattention.audit.ClassHint;
import io.ctattention.audit.IdenticalFiles;
import io.ctattention.audit.NearDuplicates;
import io.ctattention.audit.PatientOverlap;
import io.ctattention.comparison.ComparisonReport;
import io.ctattention.comparison.ReportWords;
import io.ctattention.comparison.verdict.Percent;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Problems in the data that inflate scores. */
final class AuditSection {

    private static final int HINTS = 5;
    private static final int FILES = 10;

    private AuditSection() {}

    static PageSection of(ComparisonReport report) {
        AuditReport audit = report.audit();
        List<DomContent> content = new ArrayList<>();
        content.add(p(facts(report)));
        if (!audit.data().alikePatients().isEmpty()) {
            content.add(
                    p(
                            ReportWords.count(audit.data().alikePatients().size(), "group")
                                    + " of patient identifiers differ only in case or spaces, and"
                                    + " count as different patients."));
        }
        audit.patientOverlap().forEach(overlap -> content.add(p(overlap(overlap))));
        content.add(duplicates(audit));
        content.add(unreadable(audit));
        if (!audit.classHints().isEmpty()) {
            content.add(hints(audit));
        }
        return new PageSection("audit", "Audit of the data", content);
    }

    private static String facts(ComparisonReport report) {
        var data = report.audit().data();
        return String.format(
                Locale.ROOT,
                "%s of %s (%s); %s name no patient. The split is that of the first %s.",
                ReportWords.count(data.slices(), "slice"),
                ReportWords.count(data.patients(), "patient"),
                PageWords.counts(data.classes()),
                ReportWords.number(data.slicesWithoutPatient()),
                report.setup().repeat().id());
    }

    private static String overlap(PatientOverlap overlap) {
        String doubt = overlap.doubt().map(words -> " " + words + ".").orElse("");
        if (!overlap.known()) {
            return String.format(
                    Locale.ROOT,
                    "Patients both in train and in %s: unknown.%s",
                    overlap.split(),
                    doubt);
        }
        return String.format(
                Locale.ROOT,
                "%s both in train and in %s: %s of its %s slices (%s\u00a0%%) show a patient that was trained on.%s",
                ReportWords.count(overlap.patients().size(), "patient"),
                overlap.split(),
                ReportWords.number(overlap.slicesWithTrainingPatient()),
                ReportWords.number(overlap.slices()),
                Percent.of(overlap.share()),
                doubt);
    }

    private static DomContent duplicates(AuditReport audit) {
        PageTable table =
                new PageTable(
                        "Duplicates",
                        List.of("", "All", "Across the split", "Different labels", "Both"));
        List<IdenticalFiles> identical = audit.identical();
        table.row(
                "Groups of identical files",
                List.of(
                        ReportWords.number(identical.size()),
                        count(identical, IdenticalFiles::acrossSplit),
                        count(identical, IdenticalFiles::differentLabels),
                        count(identical, g -> g.acrossSplit() && g.differentLabels())));
        NearDuplicates near = audit.nearDuplicates();
        table.row(
                String.format(
                        Locale.ROOT,
                        "Near-duplicate pairs (correlation above %.2f)",
                        near.threshold()),
                List.of(
                        ReportWords.number(near.count()),
                        ReportWords.number(near.acrossSplit()),
                        ReportWords.number(near.differentLabels()),
                        ReportWords.number(near.differentLabelsAcrossSplit())));
        return table.html();
    }

    private static String count(List<IdenticalFiles> groups, Predicate<IdenticalFiles> wanted) {
        return ReportWords.number(groups.stream().filter(wanted).count());
    }

    private static DomContent unreadable(AuditReport audit) {
        int n = audit.unreadable().size();
        if (n == 0) {
            return p("Every file can be read.");
        }
        return div(
                p(ReportWords.count(n, "file") + " cannot be read:"),
                ul(each(audit.unreadable().stream().limit(FILES).map(u -> li(u.fault())))));
    }

    private static DomContent hints(AuditReport audit) {
        PageTable table =
                new PageTable(
                        "Predicting the class without the lungs (on held-out slices, in percent)",
                        List.of("From", "Balanced accuracy", "Accuracy", "Majority", "AUROC"));
        for (ClassHint hint : audit.classHints().stream().limit(HINTS).toList()) {
            table.row(
                    hint.property(),
                    List.of(
                            Percent.of(hint.balancedAccuracy()),
                            Percent.of(hint.accuracy()),
                            Percent.of(hint.majorityAccuracy()),
                            Percent.of(hint.auroc())));
        }
        return table.html();
    }
}
