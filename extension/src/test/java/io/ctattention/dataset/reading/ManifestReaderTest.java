package io.ctattention.dataset.reading;

import static io.ctattention.dataset.TestData.names;
import static io.ctattention.dataset.TestData.touch;
import static io.ctattention.dataset.TestData.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ctattention.dataset.DatasetException;
import io.ctattention.dataset.ReadOptions;
import io.ctattention.dataset.ResultFolder;
import io.ctattention.dataset.SharedSlices;
import io.ctattention.dataset.Slice;
import io.ctattention.dataset.SliceSet;
import io.ctattention.dataset.Split;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestReaderTest {

    @TempDir Path folder;

    @BeforeEach
    void threeFiles() throws IOException {
        touch(folder.resolve("COVID/a 1%0.png"));
        touch(folder.resolve("COVID/b.png"));
        touch(folder.resolve("NonCOVID/c.jpg"));
    }

    private SliceSet read(String manifest) throws IOException {
        return SliceSetReader.read(
                write(folder.resolve("manifest.csv"), manifest), ReadOptions.defaults());
    }

    @Test
    void theFourColumnsAreReadAndOthersAreLeftAlone() throws IOException {
        SliceSet set =
                read(
                        """
                        width,label,file,split,patient
                        9,NonCOVID,NonCOVID/c.jpg,test,P 2
                        8,COVID,COVID/a 1%0.png,train,P 1
                        7,COVID,COVID/b.png,validation,
                        """);
        assertThat(names(set.slices()))
                .containsExactly("COVID/a 1%0.png", "COVID/b.png", "NonCOVID/c.jpg");
        assertThat(set.slices()).extracting(Slice::patient).containsExactly("P 1", null, "P 2");
        assertThat(set.slices())
                .extracting(Slice::split)
                .containsExactly(Split.TRAIN, Split.VALIDATION, Split.TEST);
        assertThat(set.slices()).allSatisfy(slice -> assertThat(slice.file()).exists());
        assertThat(set.classes()).containsExactly("NonCOVID", "COVID");
        assertThat(set.positiveClass()).isEqualTo("COVID");
        assertThat(set.counts()).containsEntry("COVID", 2L).containsEntry("NonCOVID", 1L);
    }

    @Test
    void patientAndSplitAreOptional() throws IOException {
        SliceSet set = read("file,label\nCOVID/b.png,COVID\nNonCOVID/c.jpg,NonCOVID\n");
        assertThat(set.hasPatients()).isFalse();
        assertThat(set.hasSplits()).isFalse();
    }

    @Test
    void byteOrderMarkCarriageReturnsQuotesBlanksAndEmptyLinesDoNotMatter() throws IOException {
        SliceSet set =
                read(
                        "\uFEFFFile , label,patient\r\n\r\n"
                                + " \"COVID/a 1%0.png\" , COVID ,\"Doe, \"\"J\"\"\"\r\n"
                                + "NonCOVID/./c.jpg,NonCOVID\r\n\r\n");
        assertThat(names(set.slices())).containsExactly("COVID/a 1%0.png", "NonCOVID/c.jpg");
        assertThat(set.slices().get(0).patient()).isEqualTo("Doe, \"J\"");
        assertThat(set.slices().get(1).patient()).isNull();
    }

    @Test
    void namesBeyondAsciiAreNormal() throws IOException {
        assumeTrue(
                Charset.forName(System.getProperty("sun.jnu.encoding"))
                        .newEncoder()
                        .canEncode("影像"),
                "This locale has no such file names");
        touch(folder.resolve("影像/é 1.png"));
        SliceSet set = read("file,label\n影像/é 1.png,COVID\nNonCOVID/c.jpg,NonCOVID\n");
        assertThat(names(set.slices())).containsExactly("NonCOVID/c.jpg", "影像/é 1.png");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "COVID/b.png,COVID,,dev       | line 2: split 'dev' is unknown; use one of train,"
                        + " val, test",
                "COVID/gone.png,COVID,,       | line 2: COVID/gone.png does not exist",
                "COVID,COVID,,                | line 2: COVID is a folder; an image file is"
                        + " expected",
                "../up.png,COVID,,    | line 2: ../up.png lies outside the manifest's folder",
                "COVID/../../x/b.png,COVID,, | line 2: COVID/../../x/b.png lies outside the"
                        + " manifest's folder",
                "/etc/b.png,COVID,,   | line 2: /etc/b.png is absolute; write it relative to the"
                        + " manifest",
                "C:\\b.png,COVID,,    | line 2: C:\\b.png is absolute; write it relative to the"
                        + " manifest",
                "\" \",COVID,,                | line 2: the file is blank",
                "COVID/b.png,\" \",,          | line 2: the label is blank",
                "COVID/b.png                  | line 2: the label is blank",
                "NonCOVID/./c.jpg,COVID,,     | line 3: NonCOVID/c.jpg is already on line 2",
            })
    void aWrongRowIsNamedByItsLine(String row, String error) {
        assertThatThrownBy(
                        () ->
                                read(
                                        "file,label,patient,split\n"
                                                + row
                                                + "\nNonCOVID/c.jpg,NonCOVID"))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("manifest.csv: 1 row is wrong:\n  " + error);
    }

    @Test
    void allMissingFilesAreListedAndTenAreShown() {
        StringBuilder rows = new StringBuilder("file,label\n");
        for (int i = 0; i < 25; i++) {
            rows.append(String.format(Locale.ROOT, "COVID/gone%d.png,COVID\n", i));
        }
        DatasetException e =
                catchThrowableOfType(DatasetException.class, () -> read(rows.toString()));
        assertThat(e)
                .hasMessageContaining("25 rows are wrong")
                .hasMessageContaining("line 11: COVID/gone9.png does not exist\n  and 15 more")
                .hasMessageNotContaining("gone10");
        assertThat(e.findings())
                .hasSize(25)
                .last()
                .isEqualTo("line 26: COVID/gone24.png does not exist");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "covid/b.PNG      | case",
                "COVID\\b.png     | \\ for /",
                "COVID/b.jpg      | its ending",
                "COVID/B.jpeg     | case and its ending",
                "COVID/b          | its ending",
                "covid\\b.png     | \\ for / and case",
            })
    void aNameThatIsNearlyThatOfAFileNamesTheFile(String name, String difference) {
        assertThatThrownBy(() -> read("file,label\n" + name + ",COVID\n"))
                .hasMessageEndingWith(
                        name
                                + " does not exist; the name on disk is COVID/b.png, which differs"
                                + " in "
                                + difference
                                + ": use that");
    }

    @Test
    void anAccentThatIsEncodedInAnotherWayIsTold() throws IOException {
        assumeTrue(Charset.defaultCharset().equals(StandardCharsets.UTF_8));
        touch(folder.resolve("COVID/Mu\u0308ller.png"));
        assertThatThrownBy(() -> read("file,label\nCOVID/M\u00fcller.png,COVID\n"))
                .hasMessageEndingWith(
                        "COVID/M\u00fcller.png does not exist; the name on disk is"
                                + " COVID/Mu\u0308ller.png, which differs in the encoding of its"
                                + " accents (Unicode NFC or NFD): use that");
    }

    /** Comparing each with each took minutes for the 50 000 rows of a large list. */
    @Test
    void hintsForALongListAreLookedUp() throws IOException {
        for (int i = 0; i < 3000; i++) {
            touch(folder.resolve("COVID/many-" + i + ".png"));
        }
        NamesAlike alike = new NamesAlike(folder);

        assertTimeoutPreemptively(
                Duration.ofSeconds(2),
                () -> {
                    for (int i = 0; i < 3000; i++) {
                        assertThat(alike.hint("COVID/many-" + i + ".jpg")).endsWith("use that");
                    }
                });
    }

    @Test
    void aTextOfTheSameNameIsNoHint() throws IOException {
        write(folder.resolve("COVID/d.txt"), "no image");
        assertThatThrownBy(() -> read("file,label\nCOVID/d.png,COVID\n"))
                .hasMessageEndingWith("COVID/d.png does not exist");
    }

    @Test
    void aColumnThatIsThereTwiceIsRefused() {
        assertThatThrownBy(() -> read("file,label,Label\nCOVID/b.png,COVID,NonCOVID\n"))
                .isInstanceOf(DatasetException.class)
                .hasMessageEndingWith(
                        "has the column label more than once: label, Label; keep one of them");
    }

    @Test
    void aLinkToNothingAndAResultAreNoSlices() throws IOException {
        Files.createSymbolicLink(folder.resolve("COVID/link.png"), folder.resolve("gone.png"));
        ResultFolder.claim(folder.resolve("COVID/maps"));
        touch(folder.resolve("COVID/maps/deep/map.png"));
        assertThatThrownBy(
                        () ->
                                read(
                                        "file,label\nCOVID/link.png,COVID\n"
                                                + "COVID/maps/deep/map.png,COVID\n"))
                .hasMessageContaining("line 2: COVID/link.png is a link to a file that does not")
                .hasMessageContaining("line 3: COVID/maps/deep/map.png is in a folder of results");
    }

    @Test
    void aMissingColumnIsNamedWithTheColumnsFound() {
        assertThatThrownBy(() -> read("file;label\nCOVID/b.png;COVID\n"))
                .hasMessageEndingWith("has no column file; its first line has: file;label");
        assertThatThrownBy(() -> read("file,class\nCOVID/b.png,COVID\n"))
                .hasMessageEndingWith("has no column label; its first line has: file, class");
    }

    @Test
    void anEmptyManifestIsRefused() {
        assertThatThrownBy(() -> read("")).hasMessageContaining("has no column file");
        assertThatThrownBy(() -> read("file,label\n"))
                .hasMessageEndingWith("has no rows; it needs one row per slice");
    }

    @Test
    void whatIsNoCsvTextIsRefused() throws IOException {
        assertThatThrownBy(() -> read("file,label\n\"COVID/b.png,COVID\n"))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("is not a CSV file");
        Path utf16 = folder.resolve("utf16.csv");
        Files.writeString(utf16, "file,label\n", StandardCharsets.UTF_16);
        assertThatThrownBy(() -> SliceSetReader.read(utf16, ReadOptions.defaults()))
                .hasMessageEndingWith("is not UTF-8 text; a CSV manifest is expected here");
    }

    @Test
    void aManifestMayHaveAnyNameWhenItIsNamedItself() throws IOException {
        Path other =
                write(folder.resolve("few.csv"), "file,label\nCOVID/b.png,1\nNonCOVID/c.jpg,0");
        SliceSet set = SliceSetReader.read(other, new ReadOptions("1", null));
        assertThat(set.classes()).containsExactly("0", "1");
    }

    @Test
    void theRealManifestHas543SlicesOf289Patients() throws IOException {
        SliceSet set = SharedSlices.read();
        assertThat(set.slices()).hasSize(543);
        assertThat(set.counts()).containsEntry("COVID", 251L).containsEntry("NonCOVID", 292L);
        assertThat(set.slices().stream().map(Slice::patient).distinct()).hasSize(289);
        assertThat(set.phantom()).isFalse();
        assertThat(set.skipped()).isZero();
    }
}
