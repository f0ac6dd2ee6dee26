package io.ctattention.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ctattention.image.GreyImage;
import io.ctattention.image.ImageHeader.ColorMode;
import io.ctattention.image.SliceDecoder;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PhantomSlicesTest {

    private static final PhantomSlices SLICES = new PhantomSlices(42);

    @TempDir static Path drawn;

    @TempDir Path folder;

    @BeforeAll
    static void draw() throws IOException {
        SLICES.write(drawn, 12);
    }

    private static double mean(GreyImage image, IntPredicate where) {
        return IntStream.range(0, image.pixels().length)
                .filter(where)
                .mapToDouble(i -> image.pixels()[i])
                .average()
                .orElseThrow();
    }

    private static double share(boolean[] mask) {
        return IntStream.range(0, mask.length).filter(i -> mask[i]).count() / (double) mask.length;
    }

    private static List<CSVRecord> rows(Path manifest) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
        try (var reader = Files.newBufferedReader(manifest);
                var parser = format.parse(reader)) {
            return parser.getRecords();
        }
    }

    @Test
    void theSameSeedGivesTheSameSliceInAnyOrder() {
        Phantom first = SLICES.slice(3, true);
        Phantom other = new PhantomSlices(43).slice(3, true);
        new PhantomSlices(42).slice(0, false);
        Phantom again = new PhantomSlices(42).slice(3, true);

        assertThat(again.image().pixels()).isEqualTo(first.image().pixels());
        assertThat(again.lungs()).isEqualTo(first.lungs());
        assertThat(again.lesions()).isEqualTo(first.lesions());
        assertThat(other.image().pixels()).isNotEqualTo(first.image().pixels());
    }

    @Test
    void sizesLieInTheirRange() {
        for (int index = 0; index < 8; index++) {
            GreyImage image = SLICES.slice(index, false).image();

            assertThat(image.width()).isBetween(200, 420);
            assertThat(image.height()).isBetween(120, image.width() - 1);
        }
    }

    @Test
    void onlyPositiveSlicesHaveLesionsAndTheseLieInTheLungs() {
        for (int index = 0; index < 8; index++) {
            Phantom positive = SLICES.slice(index, true);

            assertThat(share(SLICES.slice(index, false).lesions())).isZero();
            assertThat(share(positive.lesions())).isBetween(0.004, 0.2);
            assertThat(share(positive.lungs())).isBetween(0.15, 0.5);
            assertThat(IntStream.range(0, positive.lesions().length))
                    .noneMatch(i -> positive.lesions()[i] && !positive.lungs()[i]);
        }
    }

    @Test
    void lungsAreDarkerThanTheBodyAndLesionsLieBetween() {
        for (int index = 0; index < 8; index++) {
            Phantom phantom = SLICES.slice(index, true);
            GreyImage image = phantom.image();
            int middle = image.width() / 2;

            double lung = mean(image, i -> phantom.lungs()[i] && !phantom.lesions()[i]);
            double lesion = mean(image, i -> phantom.lesions()[i]);
            double body = mean(image, i -> Math.abs(i % image.width() - middle) < 3);

            assertThat(lung).isBetween(0.15, 0.55);
            assertThat(body - lung).isGreaterThan(0.25);
            assertThat(lesion - lung).isBetween(0.08, 0.4);
        }
    }

    @Test
    void theTwoClassesDifferNowhereButInTheLungs() {
        Phantom negative = SLICES.slice(7, false);
        Phantom positive = SLICES.slice(7, true);

        assertThat(positive.lungs()).isEqualTo(negative.lungs());
        for (int i = 0; i < negative.lungs().length; i++) {
            float difference = positive.image().pixels()[i] - negative.image().pixels()[i];
            assertThat(difference).isGreaterThanOrEqualTo(positive.lungs()[i] ? -0.05f : 0f);
            assertThat(positive.lungs()[i] || difference == 0).isTrue();
        }
    }

    @Test
    void theManifestHasBothClassesInEverySplitAndNoPatientInTwo() throws IOException {
        List<CSVRecord> rows = rows(SLICES.write(folder, 24));

        Map<String, Integer> counts = new TreeMap<>();
        Map<String, Set<String>> splits = new HashMap<>();
        for (CSVRecord row : rows) {
            counts.merge(row.get("split") + " " + row.get("label"), 1, Integer::sum);
            splits.computeIfAbsent(row.get("patient"), key -> new HashSet<>())
                    .add(row.get("split") + " " + row.get("label"));
        }
        assertThat(counts)
                .isEqualTo(
                        Map.of(
                                "train COVID",
                                8,
                                "train NonCOVID",
                                8,
                                "val COVID",
                                2,
                                "val NonCOVID",
                                2,
                                "test COVID",
                                2,
                                "test NonCOVID",
                                2));
        assertThat(splits).hasSize(12);
        assertThat(splits.values()).allSatisfy(of -> assertThat(of).hasSize(1));
    }

    @Test
    void everyFileIsAGreyPngNamedPhantomInTheFolderOfItsClass() throws IOException {
        for (CSVRecord row : rows(drawn.resolve("manifest.csv"))) {
            Path file = drawn.resolve(row.get("file"));

            assertThat(file.getFileName().toString()).startsWith("phantom-").endsWith(".png");
            assertThat(file.getParent().getFileName()).hasToString(row.get("label"));
            assertThat(new SliceDecoder().header(file).colorMode()).isEqualTo(ColorMode.GREY);
        }
    }

    @Test
    void aFileDecodesToTheSliceThatWasDrawn() throws IOException {
        GreyImage decoded =
                new SliceDecoder().decode(drawn.resolve("COVID/phantom-00003.png")).grey();

        assertThat(decoded.pixels()).isEqualTo(SLICES.slice(3, true).image().pixels());
    }

    @Test
    void theSameSeedWritesTheSameBytes() throws IOException {
        Path again = new PhantomSlices(42).write(folder, 12);

        assertThat(again).hasSameBinaryContentAs(drawn.resolve("manifest.csv"));
        for (CSVRecord row : rows(again)) {
            String file = row.get("file");
            assertThat(folder.resolve(file)).hasSameBinaryContentAs(drawn.resolve(file));
        }
    }

    /** In a folder this deep there is room for the names of slices, not for those of masks. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFaultLeavesNoHalfOfTheSlices() throws IOException {
        int length = 4095 - "/masks/lesions/NonCOVID/phantom-00000.png".length();
        Path deep = folder;
        while (length - deep.toString().length() > 256) {
            deep = deep.resolve("d".repeat(100));
        }
        Path full = deep.resolve("d".repeat(length - deep.toString().length()));

        assertThatThrownBy(() -> SLICES.write(full, 12))
                .isInstanceOf(FileSystemException.class)
                .hasMessageMatching(".*/masks/.*png: File name too long");
        assertThat(full).isEmptyDirectory();
    }

    @Test
    void aFolderThatIsNotEmptyIsRefused() throws IOException {
        Files.createFile(folder.resolve("mine.txt"));

        assertThatThrownBy(() -> SLICES.write(folder, 12))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(folder + " is not empty; phantom slices need a new or empty folder");
        assertThat(folder).isDirectoryNotContaining("glob:**COVID");
    }

    @Test
    void fewerThanTwelveSlicesAreRefused() {
        assertThatThrownBy(() -> SLICES.write(folder, 11))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "11 phantom slices cannot fill three splits with two classes; at least 12"
                                + " can");
    }
}
