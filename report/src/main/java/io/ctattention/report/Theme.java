package io.ctattention.report;

import java.awt.Color;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The colours of the page and its plots. Those of networks can be told apart by colour-blind eyes.
 */
enum Theme {
    LIGHT(
            Map.of(
                    "page",
                    0xffffff,
                    "panel",
                    0xf5f7f9,
                    "ink",
                    0x1b2026,
                    "quiet",
                    0x59636e,
                    "rule",
                    0xd5dbe1,
                    "good",
                    0x1a7f37,
                    "bad",
                    0xcf222e,
                    "warn",
                    0xfff3dc,
                    "warn-rule",
                    0xc26a00,
                    "link",
                    0x0b5cad),
            List.of(
                    0x2a6fb5, 0xc9511c, 0x1f8a5b, 0x8450b8, 0x9a7400, 0x0d8a92, 0xb83c7c,
                    0x5d6772)),
    DARK(
            Map.of(
                    "page",
                    0x14181d,
                    "panel",
                    0x1d232a,
                    "ink",
                    0xe4e9ee,
                    "quiet",
                    0x9aa6b2,
                    "rule",
                    0x37414b,
                    "good",
                    0x46c565,
                    "bad",
                    0xff6b62,
                    "warn",
                    0x35280f,
                    "warn-rule",
                    0xe3a33b,
                    "link",
                    0x7db8f2),
            List.of(
                    0x6cb0f0, 0xff9462, 0x5ccf98, 0xc49cf2, 0xdeb54a, 0x4fcdd2, 0xf089bd,
                    0xaab4be));

    private final Map<String, Integer> roles;
    private final List<Integer> networks;

    Theme(Map<String, Integer> roles, List<Integer> networks) {
        this.roles = roles;
        this.networks = networks;
    }

    /** The name in the style sheet. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    Color color(String role) {
        return new Color(roles.get(role));
    }

    /** The colour of the n-th network, from 0; the ninth has that of the first. */
    Color network(int index) {
        return new Color(networks.get(index % networks.size()));
    }

    /** The name of the n-th network's colour in a style sheet. */
    static String networkVariable(int index) {
        return "--network-" + index % LIGHT.networks.size();
    }

    /** The style sheet's custom properties: light on paper, on a screen as the reader likes it. */
    static String css() {
        return String.format(
                Locale.ROOT,
                ":root{color-scheme:light dark;%s}@media screen and (prefers-color-scheme:dark){:root{%s}}",
                LIGHT.properties(),
                DARK.properties());
    }

    private String properties() {
        Map<String, Integer> all = new TreeMap<>();
        roles.forEach((role, rgb) -> all.put("--" + role, rgb));
        for (int i = 0; i < networks.size(); i++) {
            all.put(networkVariable(i), networks.get(i));
        }
        return all.entrySet().stream()
                .map(e -> String.format(Locale.ROOT, "%s:#%06x", e.getKey(), e.getValue()))
                .collect(Collectors.joining(";"));
    }
}
