package io.ctattention.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageLimitsTest {

    @TempDir Path folder;

    private static byte[] promising(int width, int height, int depth, int type) {
        return EncodedImages.png(width, height, depth, type, new byte[10]);
    }

    @ParameterizedTest
    @Timeout(5)
    @CsvSource({
        "60000, 60000, 8, 0, 'its header declares 60000 x 60000 pixels; at most 64000000 pixels are"
                + " allowed'",
        "1000000000, 1000000000, 8, 2, 'its header declares 1000000000 x 1000000000 pixels; at most"
                + " 64000000 pixels are allowed'",
        "7000, 7000, 16, 6, 'its header declares 392000000 bytes of pixels (7000 x 7000, rgba, 16"
                + " bits); at most 268435456 bytes are allowed'",
        "0, 7, 8, 0, 'its header declares 0 x 7 pixels; at least 1 x 1 is expected; a complete PNG"
                + " is expected'",
        "7, -1, 8, 0, 'its header declares 7 x 4294967295 pixels; at least 1 x 1 is expected; a"
                + " complete PNG is expected'"
    })
    void aHeaderThatPromisesTooMuchIsRefused(
            int width, int height, int depth, int type, String fault) {
        byte[] png = promising(width, height, depth, type);

        assertThatThrownBy(() -> new SliceDecoder().decode("huge.png", png))
                .isInstanceOf(ImageException.class)
                .hasMessage("huge.png: " + fault);
        assertThatThrownBy(() -> new SliceDecoder().header("huge.png", png))
                .isInstanceOf(ImageException.class);
    }

    @Test
    void theDefaultsAre64MegapixelsAnd256Mebibytes() {
        assertThat(ImageLimits.DEFAULT.maxPixels()).isEqualTo(64_000_000);
        assertThat(ImageLimits.DEFAULT.maxBytes()).isEqualTo(268_435_456);
        assertThatThrownBy(() -> new ImageLimits(0, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theLargestAllowedImageDecodesAndTheNextDoesNot() throws Exception {
        byte[] png = EncodedImages.png(3, 2, 8, EncodedImages.GREY, new byte[8]);

        assertThat(new SliceDecoder(new ImageLimits(6, 1000)).decode("slice", png).image())
                .isNotNull();
        assertThatThrownBy(() -> new SliceDecoder(new ImageLimits(5, 1000)).decode("slice", png))
                .hasMessage(
                        "slice: its header declares 3 x 2 pixels; at most 5 pixels are allowed");
    }

    @Test
    void aStreamIsReadToOneByteBeyondTheLimit() {
        var in =
                new ByteArrayInputStream(new byte[10_000]) {
                    int count() {
                        return pos;
                    }
                };

        assertThatThrownBy(
                        () ->
                                new SliceDecoder(new ImageLimits(100, 1000))
                                        .decode("upload", (InputStream) in))
                .isInstanceOf(ImageException.class)
                .hasMessage("upload: is longer than the 1000 bytes allowed");
        assertThat(in.count()).isEqualTo(1001);
    }

    @Test
    void aFileThatIsTooLongIsRefused() throws Exception {
        Path file = Files.write(folder.resolve("long.png"), new byte[1001]);

        assertThatThrownBy(() -> new SliceDecoder(new ImageLimits(100, 1000)).decode(file))
                .isInstanceOf(ImageException.class)
                .hasMessage(file + ": is longer than the 1000 bytes allowed");
    }

    @Test
    void aFolderIsRefused() {
        assertThatThrownBy(() -> new SliceDecoder().decode(folder))
                .isInstanceOf(ImageException.class)
                .hasMessage(folder + ": is a directory; a PNG or JPEG file is expected");
    }

    @Test
    void aMissingFileIsRefused() {
        Path file = folder.resolve("missing.png");

        assertThatThrownBy(() -> new SliceDecoder().header(file))
                .isInstanceOf(ImageException.class)
                .hasMessage(file + ": does not exist; a PNG or JPEG file is expected");
    }

    @Test
    void aFileThatMayNotBeReadIsRefused() throws Exception {
        Path file = Files.write(folder.resolve("secret.png"), new byte[10]);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(file), "this user may read every file");

        assertThatThrownBy(() -> new SliceDecoder().decode(file))
                .isInstanceOf(ImageException.class)
                .hasMessage(file + ": may not be read by this user; check its permissions");
    }
}
