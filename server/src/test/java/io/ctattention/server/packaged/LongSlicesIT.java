package io.ctattention.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.image.PngFile;
import io.ctattention.server.Phantoms;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Slices of four million pixels in one column or row, in a small heap. */
@Timeout(180)
class LongSlicesIT {

    private static final int PIXELS = 4_000_000;

    @Test
    void slicesOfAnyShapeAreAnsweredAndSoAreTheOthers() throws Exception {
        Map<String, String> environment =
                Map.of(
                        "QUARKUS_CT_ATTENTION_MODEL", "target/model",
                        "JAVA_TOOL_OPTIONS", "-Xmx192m");
        byte[] tall = png(1, PIXELS);
        byte[] wide = png(PIXELS, 1);
        byte[] good = Phantoms.png(1);
        assertThat(tall).hasSizeLessThan(10_000);
        try (PackagedService service = new PackagedService(environment)) {
            service.awaitReady();
            String expected = answer(service, good);
            for (byte[] slice : List.of(tall, wide)) {
                assertThat(service.classify(slice).statusCode()).isEqualTo(200);
                for (String accepted : List.of("application/json", "image/png")) {
                    assertThat(service.post("/v1/explanations", accepted, slice).statusCode())
                            .isEqualTo(200);
                }
                assertThat(answer(service, good)).isEqualTo(expected);
            }
            assertThat(service.output()).doesNotContain("OutOfMemory");
        }
    }

    /** What is answered, without how long it took. */
    private static String answer(PackagedService service, byte[] slice) throws Exception {
        return service.classify(slice).body().replaceFirst("\"milliseconds\":.*", "");
    }

    private static byte[] png(int width, int height) {
        return PngFile.bytes(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY));
    }
}
