package io.ctattention.comparison;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Words that several parts of the page share, and the text with it. */
final class PageWords {

    private PageWords() {}

    /** Such as {@code 5 seeds}. */
    static String repeats(ComparisonSetup setup) {
        int n = setup.numbers().size();
        return count(n, setup.repeat().word());
    }

    /** The title of a table of differences. */
    static String difference(ComparisonReport report, AttentionEffect effect) {
        return String.format(
                Locale.ROOT,
                "%s minus %s, in points, paired by %s",
                NetworkKey.of(report, effect.network()).label(),
                DisplayName.ofNetwork(effect.reference()),
                report.setup().repeat().word());
    }

    static String count(long n, String word) {
        return number(n) + " " + word + (n == 1 ? "" : "s");
    }

    /** Keeps a percent sign on the line of its number. */
    static String tied(String sentence) {
        return sentence.replace(" %", "\u00a0%");
    }

    /** With a narrow space between thousands. */
    static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n).replace(',', '\u202f');
    }

    /** Such as {@code 349 COVID, 397 NonCOVID}. */
    static String counts(Map<String, ? extends Number> counts) {
        return counts.entrySet().stream()
                .map(e -> number(e.getValue().longValue()) + " " + e.getKey())
                .collect(Collectors.joining(", "));
    }
}
