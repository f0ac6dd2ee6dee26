package io.ctattention.report;

import io.ctattention.block.NetworkSpec;
import io.ctattention.comparison.AttentionEffect;
import io.ctattention.comparison.ComparisonReport;
import io.ctattention.comparison.NetworkResult;
import io.ctattention.comparison.ReportWords;
import io.ctattention.comparison.statistics.RepeatSummary;
import io.ctattention.comparison.verdict.Percent;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Words that several parts of the page share. */
final class PageWords {

    private PageWords() {}

    /** The title of a table of differences. */
    static String difference(ComparisonReport report, AttentionEffect effect) {
        return String.format(
                Locale.ROOT,
                "%s minus %s, in points, paired by %s%s",
                NetworkKey.of(report, effect.network()).label(),
                NetworkSpec.title(effect.reference()),
                report.setup().repeat().id(),
                ReportWords.together(report));
    }

    /** Every network with its score, such as {@code Baseline 57.4 ± 2.1, CBAM undefined}. */
    static String scores(ComparisonReport report, Function<NetworkResult, RepeatSummary> score) {
        return NetworkKey.of(report).stream()
                .map(
                        key -> {
                            RepeatSummary summary = score.apply(key.network());
                            return key.label()
                                    + " "
                                    + (summary.mean() == null
                                            ? "undefined"
                                            : Percent.summary(summary));
                        })
                .collect(Collectors.joining(", "));
    }

    /** Keeps a percent sign on the line of its number. */
    static String tied(String sentence) {
        return sentence.replace(" %", "\u00a0%");
    }

    /** Such as {@code 349 COVID, 397 NonCOVID}. */
    static String counts(Map<String, ? extends Number> counts) {
        return counts.entrySet().stream()
                .map(e -> ReportWords.number(e.getValue().longValue()) + " " + e.getKey())
                .collect(Collectors.joining(", "));
    }
}
