package io.ctattention.server.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ctattention.server.problem.ProblemException;
import io.ctattention.server.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadsTest {

    private static final String TYPE = "multipart/form-data; boundary=cut";

    private final Uploads uploads = new Uploads(2);

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String file(String name, String content) {
        return "--cut\r\nContent-Disposition: form-data; name=\"f\"; filename=\""
                + name
                + "\"\r\nContent-Type: image/png\r\n\r\n"
                + content
                + "\r\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "application/octet-stream", "text/plain; charset=x", ""})
    void aBodyThatIsNotMultipartIsOneSlice(String type) {
        List<Upload> files = uploads.of(type, bytes("abc"));
        assertThat(files).singleElement().extracting(Upload::name).isEqualTo("slice");
        assertThat(files.get(0).content()).isEqualTo(bytes("abc"));
    }

    @Test
    void everyFilePartIsASliceInTheirOrderWithItsBytes() {
        String binary = "\u0089PNG\r\n\u0000\u00ff--cu";
        List<Upload> files =
                uploads.of(TYPE, bytes(file("a.png", binary) + file("b.png", "2") + "--cut--\r\n"));
        assertThat(files).extracting(Upload::name).containsExactly("a.png", "b.png");
        assertThat(files.get(0).content()).isEqualTo(bytes(binary));
        assertThat(files.get(1).content()).isEqualTo(bytes("2"));
    }

    @Test
    void fieldsThatAreNoFilesAreNoSlices() {
        String field = "--cut\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n";
        assertThat(uploads.of(TYPE, bytes(field + file("a.png", "1") + "--cut--")))
                .extracting(Upload::name)
                .containsExactly("a.png");
        assertProblem(TYPE, field + "--cut--", "no file part");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C:\\\\scans\\\\a.png", "/home/x/a.png", "../../a.png", " a.png "})
    void aNameIsTheLastPartOfAPathInOneLine(String sent) {
        assertThat(uploads.of(TYPE, bytes(file(sent, "1") + "--cut--")))
                .extracting(Upload::name)
                .containsExactly("a.png");
    }

    @Test
    void aFileWithoutANameIsNumbered() {
        assertThat(uploads.of(TYPE, bytes(file("a.png", "1") + file("x/", "2") + "--cut--")))
                .extracting(Upload::name)
                .containsExactly("a.png", "slice 2");
    }

    @Test
    void moreSlicesThanAllowedAreRefused() {
        assertProblem(
                TYPE,
                file("a", "1") + file("b", "2") + file("c", "3") + "--cut--",
                "The request has more than 2 slices");
    }

    @Test
    void nothingIsNoSlice() {
        assertProblem("image/png", "", "The request has no slice");
        assertProblem(null, "", "The request has no slice");
        assertProblem(TYPE, "", "multipart");
        assertProblem(TYPE, "--cut--\r\n", "no file part");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=other",
                "multipart/",
                "MULTIPART/mixed; boundary=cut"
            })
    void aWrongContentTypeIsAProblem(String type) {
        assertProblem(type, file("a.png", "1") + "--cut--", "multipart");
    }

    @Test
    void aMultipartBodyCutBeforeItsLastBoundaryIsAProblem() {
        String whole = file("a.png", "0123456789") + "--cut";
        for (int length = 1; length < whole.length(); length++) {
            assertProblem(TYPE, whole.substring(0, length), "multipart");
        }
    }

    @Test
    void nothingOfANameMovesACursorOrTurnsTextRound() {
        String odd = "\u001b[2J\u009b31mJane\u202e\u2028 \ud83e\udec1.png";
        byte[] body = (file(odd, "1") + "--cut--").getBytes(StandardCharsets.UTF_8);
        assertThat(uploads.of(TYPE, body))
                .extracting(Upload::name)
                .containsExactly("\\u001b[2J\\u009b31mJane\\u202e\\u2028 \ud83e\udec1.png");
        byte[] endless =
                (file("\ud83e\udec1".repeat(500), "1") + "--cut--")
                        .getBytes(StandardCharsets.UTF_8);
        assertThat(uploads.of(TYPE, endless))
                .extracting(Upload::name)
                .containsExactly("\ud83e\udec1".repeat(200));
    }

    @Test
    void whatDescribesPartsIsBounded() {
        assertProblem(
                TYPE,
                file("a.png\"\r\nX-Long: \"" + "x".repeat(10_000_000), "1") + "--cut--",
                "8192 bytes without a part");
        assertProblem(
                TYPE,
                file("a.png\"" + "\r\nX: \"".repeat(1_000_000), "1") + "--cut--",
                "8192 bytes without a part");
        assertProblem(TYPE, "x".repeat(100_000) + file("a.png", "1"), "8192 bytes without a part");
        assertProblem(
                TYPE,
                "--cut\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\n\r\n".repeat(200_000),
                "too many parts that are not files");
        assertProblem(
                "multipart/form-data; boundary=" + "-".repeat(71),
                file("a.png", "1") + "--cut--",
                "multipart");
    }

    @Test
    void anEncodingOfAPartIsNotGuessedAt() {
        String encoded =
                file("a.png", "AAAA")
                        .replace(
                                "Content-Type",
                                "Content-Transfer-Encoding: base64\r\nContent-Type");
        assertProblem(TYPE, encoded + "--cut--", "base64");
    }

    @Test
    void noBytesOfAFileAreTakenForABoundary() {
        Random random = new Random(1);
        String pieces = "\r\n--cu-x";
        for (int i = 0; i < 300; i++) {
            int near = 8192 * (i % 3) + random.nextInt(200); // the parser gets 8192 bytes at a time
            StringBuilder content = new StringBuilder();
            while (content.length() < near) {
                content.append(pieces.charAt(random.nextInt(pieces.length())));
            }
            byte[] body = bytes(file("a.png", content.toString()) + file("b", "2") + "--cut--\r\n");
            List<Upload> files = uploads.of(TYPE, body);
            assertThat(files.get(0).content()).isEqualTo(bytes(content.toString()));
            assertThat(files.get(1).content()).isEqualTo(bytes("2"));
        }
    }

    private void assertProblem(String type, String body, String detail) {
        assertThatThrownBy(() -> uploads.of(type, bytes(body)))
                .as("%s with %s", type, body)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.type()).isEqualTo(ProblemType.BAD_REQUEST))
                .hasMessageContaining(detail);
    }
}
