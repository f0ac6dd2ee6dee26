package io.ctattention.comparison;

import static j2html.TagCreator.p;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** F1 at the paper's epochs, beside what the paper prints. */
final class F1Section {

    private F1Section() {}

    static PageSection of(ComparisonReport report) {
        return PageSection.of(
                "f1", "F1 beside the paper's", table(report), note(report), EpochPlots.of(report));
    }

    private static DomContent table(ComparisonReport report) {
        ComparisonSetup setup = report.setup();
        PageTable table =
                new PageTable(
                        String.format(
                                Locale.ROOT,
                                "F1 of %s on the validation slices, in percent, over %s",
                                setup.positiveClass(),
                                PageWords.repeats(setup)),
                        List.of(
                                "Network",
                                "Epoch",
                                "Mean",
                                "SD",
                                "Paper",
                                "95 % interval",
                                "Each " + setup.repeat().word()));
        for (NetworkKey key : NetworkKey.of(report)) {
            List<List<String>> rows = new ArrayList<>();
            key.network().f1AtEpoch().forEach((epoch, f1) -> rows.add(row(key, epoch, f1)));
            table.group(key.html(), rows);
        }
        return table.html();
    }

    private static List<String> row(NetworkKey key, int epoch, Spread f1) {
        var paper = PaperTable.f1(key.network().name(), epoch);
        return List.of(
                String.valueOf(epoch),
                Percent.of(f1.mean()),
                Percent.of(f1.standardDeviation()),
                paper.isPresent()
                        ? String.format(Locale.ROOT, "%.2f", 100 * paper.getAsDouble())
                        : Percent.UNDEFINED,
                Percent.of(f1.interval()),
                f1.values().stream().map(Percent::of).collect(Collectors.joining("\u2002")));
    }

    private static DomContent note(ComparisonReport report) {
        return p(String.format(
                        Locale.ROOT,
                        "The paper's figures (Rao, Park and Aalami 2021, Table 1) are those of one training of each"
                                + " network on one random split. The interval is Student's t over %s; it says how"
                                + " far the mean may be off, not how far a single training may be.",
                        PageWords.repeats(report.setup())))
                .withClass("note");
    }
}
