package io.ctattention.report;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A page as the JDK's XML parser reads it. */
record ParsedPage(Document document) {

    static ParsedPage of(String html) throws Exception {
        return new ParsedPage(
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(html))));
    }

    List<Element> all(String tag) {
        return all(document.getDocumentElement(), tag);
    }

    static List<Element> all(Element root, String tag) {
        NodeList nodes = root.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    List<Element> ofClass(String name) {
        return all("*").stream()
                .filter(e -> Arrays.asList(e.getAttribute("class").split(" ")).contains(name))
                .toList();
    }

    Element byId(String id) {
        return all("*").stream()
                .filter(e -> e.getAttribute("id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** The runs of a section's rows, without those that span rows. */
    List<List<String>> rows(String section) {
        return all(byId(section), "tr").stream()
                .map(row -> all(row, "td").stream().map(Element::getTextContent).toList())
                .filter(row -> !row.isEmpty())
                .toList();
    }
}
