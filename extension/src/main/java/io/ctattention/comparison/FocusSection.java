package io.ctattention.comparison;

import static j2html.TagCreator.div;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Where the networks look, in figures. */
final class FocusSection {

    private final ComparisonReport report;
    private final List<NetworkKey> keys;
    private final List<Look> measured;

    private FocusSection(ComparisonReport report) {
        this.report = report;
        this.keys = NetworkKey.of(report);
        this.measured =
                Arrays.stream(Look.values())
                        .filter(look -> keys.stream().anyMatch(key -> mean(key, look) != null))
                        .toList();
    }

    static PageSection of(ComparisonReport report) {
        FocusSection section = new FocusSection(report);
        List<DomContent> content = new ArrayList<>();
        if (section.measured.isEmpty()) {
            content.add(p("Nothing of this was measured."));
        } else {
            if (section.measured.contains(Look.LUNGS)) {
                content.add(section.bars());
            }
            content.add(section.table());
            content.add(
                    p("Of the Grad-CAM heat map of the prediction, after the last convolution: a mean over the validation slices, then over %s. Attention that is spread evenly would have each region's share of the area."
                                    .formatted(PageWords.repeats(report.setup())))
                            .withClass("note"));
            content.add(FaithfulnessPlots.of(report));
        }
        return new PageSection("focus", "Where the networks look", content);
    }

    private static Double mean(NetworkKey key, Look look) {
        Spread spread = key.network().looks().get(look);
        return spread == null ? null : spread.mean();
    }

    private DomContent bars() {
        var bars = div().withClass("bars");
        for (NetworkKey key : keys) {
            bars.with(
                    div(key.html()), bar(key.label(), mean(key, Look.LUNGS), mean(key, Look.RING)));
        }
        NetworkKey any = keys.get(0);
        bars.with(
                div("Spread evenly"),
                bar("Spread evenly", mean(any, Look.UNIFORM_LUNGS), mean(any, Look.UNIFORM_RING)));
        return div(
                bars,
                p(part("lungs", "lungs"), part("ring", "outer ring"), part("rest", "elsewhere"))
                        .withClass("legend"));
    }

    private static DomContent part(String kind, String words) {
        return span(span().withClasses("patch", kind), span(words)).withClass("key");
    }

    private static DomContent bar(String label, Double lungs, Double ring) {
        double inLungs = lungs == null ? 0 : lungs;
        double inRing = ring == null ? 0 : ring;
        double elsewhere = 1 - inLungs - inRing;
        return div(piece("lungs", inLungs), piece("ring", inRing), piece("rest", elsewhere))
                .withClass("bar")
                .attr("role", "img")
                .attr(
                        "aria-label",
                        "%s: lungs %s %%, outer ring %s %%, elsewhere %s %%"
                                .formatted(
                                        label,
                                        Percent.of(inLungs),
                                        Percent.of(inRing),
                                        Percent.of(elsewhere)));
    }

    private static DomContent piece(String kind, double share) {
        return span(share < 0.06 ? "" : Percent.of(share))
                .withClass(kind)
                .withStyle(String.format(Locale.ROOT, "width:%.2f%%", 100 * share));
    }

    private DomContent table() {
        List<String> head = new ArrayList<>(List.of("In percent"));
        keys.forEach(key -> head.add(key.label()));
        for (AttentionEffect effect : report.effects()) {
            head.add(
                    "%s minus %s"
                            .formatted(
                                    NetworkKey.of(report, effect.network()).label(),
                                    DisplayName.ofNetwork(effect.reference())));
            head.addAll(List.of("95 % by t", "p"));
        }
        PageTable table =
                new PageTable(
                        "Heat maps: mean ± SD over " + PageWords.repeats(report.setup()), head);
        for (Look look : measured) {
            List<String> cells = new ArrayList<>();
            keys.forEach(key -> cells.add(Percent.spread(key.network().looks().get(look))));
            report.effects().forEach(effect -> cells.addAll(cells(look, effect)));
            table.row(look.title() + direction(look), cells);
        }
        return table.html();
    }

    private static String direction(Look look) {
        return switch (look) {
            case INSERTION, POINTING -> " ↑";
            case DELETION -> " ↓";
            default -> "";
        };
    }

    /** The regions' shares of the area have nothing to do with the networks. */
    private static List<String> cells(Look look, AttentionEffect effect) {
        PairedDifference difference = effect.looks().get(look);
        return difference == null || look == Look.UNIFORM_LUNGS || look == Look.UNIFORM_RING
                ? List.of(Percent.UNDEFINED, Percent.UNDEFINED, Percent.UNDEFINED)
                : List.of(
                        Percent.signed(difference.mean()),
                        Percent.signed(difference.interval()),
                        Percent.p(difference.pValue()));
    }
}
