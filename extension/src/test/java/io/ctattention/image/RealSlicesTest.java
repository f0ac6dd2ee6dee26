package io.ctattention.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ctattention.image.ImageHeader.ColorMode;
import io.ctattention.image.ImageHeader.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads the published COVID-CT slices where the shared folder is at hand. */
class RealSlicesTest {

    private static final SliceDecoder DECODER = new SliceDecoder();

    private final Path data =
            Path.of(System.getProperty("ct-attention.shared", "shared"), "covid-ct");

    @BeforeEach
    void theDataIsThere() {
        Assumptions.assumeTrue(
                Files.isRegularFile(data.resolve("manifest.csv")),
                "No COVID-CT slices: set the system property ct-attention.shared to the shared"
                        + " folder");
    }

    private List<CSVRecord> manifest() throws IOException {
        CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
        try (var reader = Files.newBufferedReader(data.resolve("manifest.csv"));
                var parser = format.parse(reader)) {
            return parser.getRecords();
        }
    }

    @Test
    void all543DecodeToTheSizeOfTheManifest() throws IOException {
        Map<String, Integer> kinds = new TreeMap<>();
        int jpegNamedPng = 0;
        for (CSVRecord row : manifest()) {
            DecodedImage decoded = DECODER.decode(data.resolve(row.get("file")));
            ImageHeader header = decoded.header();
            GreyImage grey = decoded.grey();

            assertThat(header.width()).isEqualTo(Integer.parseInt(row.get("width")));
            assertThat(header.height()).isEqualTo(Integer.parseInt(row.get("height")));
            assertThat(header.bitDepth()).isEqualTo(8);
            assertThat(grey.width()).isEqualTo(header.width());
            assertThat(grey.height()).isEqualTo(header.height());
            kinds.merge(header.format() + " " + header.colorMode(), 1, Integer::sum);
            if (row.get("file").endsWith(".png") && header.format() == Format.JPEG) {
                jpegNamedPng++;
            }
        }

        assertThat(kinds)
                .isEqualTo(
                        Map.of(
                                "PNG grey",
                                12,
                                "PNG rgb",
                                223,
                                "PNG rgba",
                                127,
                                "JPEG grey",
                                18,
                                "JPEG rgb",
                                163));
        assertThat(jpegNamedPng).isEqualTo(32);
    }

    @Test
    void everyRgbaSliceIsOfTheClassCovid() throws IOException {
        for (CSVRecord row : manifest()) {
            if (DECODER.header(data.resolve(row.get("file"))).colorMode() == ColorMode.RGBA) {
                assertThat(row.get("label")).isEqualTo("COVID");
            }
        }
    }

    @Test
    void everyTenthIsRefusedWhereverItIsCutOrZeroed() throws IOException {
        List<CSVRecord> rows = manifest();
        for (int i = 0; i < rows.size(); i += 10) {
            String name = rows.get(i).get("file");
            byte[] whole = Files.readAllBytes(data.resolve(name));
            for (int percent : new int[] {30, 70, 95}) {
                int at = whole.length * percent / 100;
                byte[] zeroed = whole.clone();
                Arrays.fill(zeroed, at, whole.length, (byte) 0);

                assertRefused(name, Arrays.copyOf(whole, at));
                assertRefused(name, zeroed);
            }
        }
    }

    private static void assertRefused(String name, byte[] content) {
        assertThatThrownBy(() -> DECODER.decode(name, content))
                .isInstanceOf(ImageException.class)
                .hasMessageStartingWith(name + ": ");
    }
}
