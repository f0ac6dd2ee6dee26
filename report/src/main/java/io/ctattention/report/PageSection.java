package io.ctattention.report;

import static j2html.TagCreator.a;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.section;

import j2html.tags.DomContent;
import java.util.List;

/**
 * A part of the page.
 *
 * @param id its anchor
 * @param title its heading
 * @param content what follows
 */
record PageSection(String id, String title, List<DomContent> content) {

    static PageSection of(String id, String title, DomContent... content) {
        return new PageSection(id, title, List.of(content));
    }

    DomContent html() {
        return section(h2(title), each(content, c -> c)).withId(id);
    }

    DomContent link() {
        return a(title).withHref("#" + id);
    }
}
