package io.ctattention.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.p;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import j2html.tags.DomContent;
import j2html.tags.specialized.TbodyTag;
import java.util.ArrayList;
import java.util.List;

/** A table of figures: the first column names, all others are aligned to the right. */
final class PageTable {

    private final String title;
    private final List<String> head;
    private final List<TbodyTag> bodies = new ArrayList<>();

    PageTable(String title, List<String> head) {
        this.title = title;
        this.head = head;
    }

    PageTable row(DomContent name, List<String> cells) {
        return group(name, List.of(cells));
    }

    PageTable row(String name, List<String> cells) {
        return row(text(name), cells);
    }

    /** Rows that share a name. */
    PageTable group(DomContent name, List<List<String>> rows) {
        TbodyTag body = tbody();
        for (int i = 0; i < rows.size(); i++) {
            var row = tr();
            if (i == 0) {
                row.with(
                        th(name).attr("scope", "row")
                                .condAttr(rows.size() > 1, "rowspan", "" + rows.size()));
            }
            body.with(row.with(each(rows.get(i), cell -> td(cell))));
        }
        bodies.add(body);
        return this;
    }

    /** The table in a box of its own, in which it scrolls where the screen is too narrow for it. */
    DomContent html() {
        return div(
                        p(title).withClass("title"),
                        div(table(
                                                thead(
                                                        tr(
                                                                each(
                                                                        head,
                                                                        name ->
                                                                                th(name).attr(
                                                                                                "scope",
                                                                                                "col")))),
                                                each(bodies, body -> body))
                                        .attr("aria-label", title))
                                .withClass("scroll")
                                .withTabindex(0))
                .withClass("table");
    }
}
