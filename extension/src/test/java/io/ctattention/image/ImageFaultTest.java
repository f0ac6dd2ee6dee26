package io.ctattention.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ctattention.image.ImageException.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ImageFaultTest {

    private static ImageException fault(byte[] content) {
        return catchThrowableOfType(
                ImageException.class, () -> new SliceDecoder().decode("ward 7", content));
    }

    private static void assertKind(ImageException e, Kind kind, String fault) {
        assertThat(e.kind()).isEqualTo(kind);
        assertThat(e.fault()).contains(fault).doesNotContain("ward 7");
        assertThat(e).hasMessage("ward 7: " + e.fault());
    }

    @Test
    void anotherFormatIsUnsupported() {
        assertKind(
                fault("GIF89a".getBytes(StandardCharsets.UTF_8)),
                Kind.UNSUPPORTED,
                "is a GIF image");
    }

    @Test
    void aJpegOfMoreBitsIsUnsupported() {
        byte[] twelve = {
            (byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xc1, 0, 11, 12, 0, 8, 0, 8, 1, 1, 0x11, 0
        };
        assertKind(fault(twelve), Kind.UNSUPPORTED, "12 bits per sample");
    }

    @Test
    void aHeaderThatPromisesTooMuchIsTooLarge() {
        byte[] png = EncodedImages.png(60_000, 60_000, 8, EncodedImages.GREY, new byte[10]);
        assertKind(fault(png), Kind.TOO_LARGE, "at most 64000000 pixels");
    }

    @Test
    void aFileThatIsCutOffIsDamaged() {
        byte[] png = EncodedImages.png(3, 2, 8, EncodedImages.GREY, new byte[8]);
        assertKind(fault(Arrays.copyOf(png, png.length - 6)), Kind.DAMAGED, "a complete PNG");
    }

    @Test
    void aFileThatIsNotThereIsUnreadable() {
        ImageException e =
                catchThrowableOfType(
                        ImageException.class,
                        () -> new SliceDecoder().decode(Path.of("no such slice")));
        assertThat(e.kind()).isEqualTo(Kind.UNREADABLE);
    }
}
