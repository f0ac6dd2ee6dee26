package io.ctattention.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {

    @ParameterizedTest
    @CsvSource({
        "1b, esc", // starts a sequence
        "9b, C1", // starts one, too
        "07, bell",
        "7f, delete",
        "0d, carriage return",
        "202e, right to left",
        "2066, isolate",
        "200f, mark",
        "61c, Arabic mark",
        "2028, line separator"
    })
    void whatATerminalWouldObeyIsWrittenAsItsNumber(String code, String name) {
        String text = "a" + (char) Integer.parseInt(code, 16) + "b";
        String escaped = "a\\u" + "0".repeat(4 - code.length()) + code + "b";
        assertThat(Printable.line(text)).as(name).isEqualTo(escaped);
        assertThat(Printable.text(text)).as(name).isEqualTo(escaped);
    }

    @ParameterizedTest
    @ValueSource(strings = {"M\u00fcller 50 % [1].png", "\u0645\u06cc\u200c\u062e", "\ud83e\udde0"})
    void lettersOfAnyScriptStay(String text) {
        assertThat(Printable.line(text)).isSameAs(text);
        assertThat(Printable.text(text)).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\tb"})
    void aLineBreakStaysInATextAndNotInALine(String text) {
        assertThat(Printable.text(text)).isEqualTo(text);
        assertThat(Printable.line(text)).matches("a\\\\u000[9a]b");
    }
}
