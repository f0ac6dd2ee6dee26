package io.ctattention.file;

/**
 * Names that are safe to show on a terminal. A name can contain anything: sequences that move the
 * cursor, hide text or change the title, line breaks that forge a line, and marks that turn the
 * direction of what follows. All of these are written as {@code \}{@code u} and four hexadecimal
 * digits.
 */
public final class Printable {

    private Printable() {}

    /**
     * Makes a name fit for a place within a line.
     *
     * @param name any text
     * @return the text without control characters, line breaks and marks of direction
     */
    public static String line(String name) {
        return escaped(name, false);
    }

    /**
     * Makes a text of several lines fit to be shown.
     *
     * @param text any text
     * @return the text without control characters and marks of direction; line breaks and tabs stay
     */
    public static String text(String text) {
        return escaped(text, true);
    }

    private static String escaped(String text, boolean lines) {
        if (text.chars().noneMatch(c -> bad((char) c, lines))) {
            return text;
        }
        StringBuilder clean = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (bad(c, lines)) {
                clean.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
            } else {
                clean.append(c);
            }
        }
        return clean.toString();
    }

    private static boolean bad(char c, boolean lines) {
        if (lines && (c == '\n' || c == '\t')) {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            // Others of this type join letters, as Persian needs.
            case Character.FORMAT -> turnsDirection(c);
            default -> false;
        };
    }

    private static boolean turnsDirection(char c) {
        return c == '\u061c'
                || c == '\u200e'
                || c == '\u200f'
                || c >= '\u202a' && c <= '\u202e'
                || c >= '\u2066' && c <= '\u2069';
    }
}
