package io.ctattention.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.comparison.ComparisonReport;
import io.ctattention.comparison.PatientLeakage;
import java.awt.image.BufferedImage;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Other programs read this file. The expected ones were written when the JSON was still built field
 * by field; numbers are compared to nine digits, as the last ones are the processor's.
 */
class ComparisonJsonTest {

    private static final Pattern FRACTION = Pattern.compile("-?\\d+\\.\\d+(E-?\\d+)?");

    @Test
    void hasTheNamesNestingAndNumbersOfEarlierVersionsOverSeeds() throws Exception {
        assertThat(rounded(report(made(List.of("COVID", "NonCOVID"))).toJson()))
                .isEqualTo(rounded(expected("seeds.json")));
    }

    @Test
    void hasThemOverFoldsOfOneClassWithAConstantAnswer() throws Exception {
        MadeUpReport made =
                made(List.of("\u00c9tude <1>", "NonCOVID"))
                        .overFolds()
                        .ofOneClass()
                        .constant("baseline");
        assertThat(rounded(report(made).toJson())).isEqualTo(rounded(expected("folds.json")));
    }

    private static MadeUpReport made(List<String> classes) {
        return new MadeUpReport(
                classes, List.of(AttentionSpec.NONE, AttentionSpec.CBAM), 3, 12, 18);
    }

    private static ComparisonReport report(MadeUpReport made) {
        return made.report(
                new PatientLeakage(0.1, 0.2, 0.3, 4, 746),
                true,
                List.of(new BufferedImage(24, 16, BufferedImage.TYPE_BYTE_GRAY)));
    }

    private static String expected(String name) throws Exception {
        try (InputStream in = ComparisonJsonTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String rounded(String json) {
        return FRACTION.matcher(json)
                .replaceAll(n -> new BigDecimal(n.group()).round(new MathContext(9)).toString());
    }
}
