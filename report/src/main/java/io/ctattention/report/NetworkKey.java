package io.ctattention.report;

import static j2html.TagCreator.each;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import io.ctattention.block.NetworkSpec;
import io.ctattention.comparison.ComparisonReport;
import io.ctattention.comparison.NetworkResult;
import j2html.tags.DomContent;
import j2html.tags.specialized.SpanTag;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How a network is named and coloured wherever the page shows it.
 *
 * @param index its place among the networks, from 0
 * @param network its results
 */
record NetworkKey(int index, NetworkResult network) {

    private static final String ARTICLE = "the ";

    static List<NetworkKey> of(ComparisonReport report) {
        List<NetworkResult> networks = report.networks();
        return IntStream.range(0, networks.size())
                .mapToObj(i -> new NetworkKey(i, networks.get(i)))
                .toList();
    }

    static NetworkKey of(ComparisonReport report, String name) {
        return of(report).stream()
                .filter(key -> key.network.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Its name outside a sentence, such as {@code Baseline}. */
    String label() {
        String name = NetworkSpec.title(network.name());
        String bare = name.startsWith(ARTICLE) ? name.substring(ARTICLE.length()) : name;
        return bare.substring(0, 1).toUpperCase(Locale.ROOT) + bare.substring(1);
    }

    /** Its label behind a patch of its colour. */
    SpanTag html() {
        return span(
                        span().withClass("patch")
                                .withStyle(
                                        String.format(
                                                Locale.ROOT,
                                                "--patch:var(%s)",
                                                Theme.networkVariable(index))),
                        text(label()))
                .withClass("key");
    }

    /** What the colours of a plot mean, and what else is in it. */
    static DomContent legend(ComparisonReport report, String... more) {
        return p(each(of(report), NetworkKey::html), each(List.of(more), m -> span(m)))
                .withClass("legend");
    }
}
