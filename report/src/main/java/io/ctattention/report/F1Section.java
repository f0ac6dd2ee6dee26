package io.ctattention.report;

import static j2html.TagCreator.p;

import io.ctattention.comparison.ComparisonReport;
import io.ctattention.comparison.ComparisonSetup;
import io.ctattention.comparison.PaperTable;
import io.ctattention.comparison.ReportWords;
import io.ctattention.comparison.statistics.Repeat;
import io.ctattention.comparison.statistics.RepeatSummary;
import io.ctattention.comparison.verdict.Percent;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** F1 at the paper's epochs, beside what the paper prints. */
final class F1Section {

    private F1Section() {}

    static PageSection of(ComparisonReport report) {
        return PageSection.of(
                "f1",
                "F1 compared with the paper",
                table(report),
                note(report),
                EpochPlots.of(report));
    }

    private static DomContent table(ComparisonReport report) {
        ComparisonSetup setup = report.setup();
        PageTable table =
                new PageTable(
                        String.format(
                                Locale.ROOT,
                                "F1 of %s on the validation slices, in percent, %s",
                                setup.positiveClass(),
                                ReportWords.over(setup)),
                        List.of(
                                "Network",
                                "Epoch",
                                "Mean",
                                "SD",
                                "Paper",
                                "95 % interval",
                                "Each " + setup.repeat().id()));
        for (NetworkKey key : NetworkKey.of(report)) {
            List<List<String>> rows = new ArrayList<>();
            key.network()
                    .f1AtEpoch()
                    .forEach(
                            (epoch, f1) ->
                                    rows.add(
                                            row(
                                                    String.valueOf(epoch),
                                                    PaperTable.f1(key.network().name(), epoch),
                                                    f1)));
            if (!setup.lastEpochs().same()) {
                rows.add(
                        row(
                                String.format(Locale.ROOT, "last (%s)", setup.lastEpochs().range()),
                                OptionalDouble.empty(),
                                key.network().lastF1()));
            }
            table.group(key.html(), rows);
        }
        return table.html();
    }

    private static List<String> row(String epoch, OptionalDouble paper, RepeatSummary f1) {
        return List.of(
                epoch,
                Percent.of(f1.mean()),
                Percent.of(f1.standardDeviation()),
                paper.isPresent()
                        ? String.format(Locale.ROOT, "%.2f", 100 * paper.getAsDouble())
                        : Percent.UNDEFINED,
                Percent.of(f1.interval()),
                f1.values().stream().map(Percent::of).collect(Collectors.joining("\u2002")));
    }

    private static DomContent note(ComparisonReport report) {
        return p("The paper's figures (Rao, Park and Aalami 2021, Table 1) are those of one training of each network on one random split."
                        + interval(report.setup()))
                .withClass("note");
    }

    private static String interval(ComparisonSetup setup) {
        if (setup.numbers().size() == 1) {
            return String.format(
                    Locale.ROOT,
                    " One %s gives no interval: how far another one would differ is unknown.",
                    setup.repeat().id());
        }
        return String.format(
                Locale.ROOT,
                " The interval is Student's t %s%s; it says how far the mean may be off, not how far a single training may be.",
                ReportWords.over(setup),
                setup.repeat() == Repeat.FOLD
                        ? ", widened because folds share training slices (Nadeau and Bengio 2003)"
                        : "");
    }
}
