package io.ctattention.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.image.PngFile;
import io.ctattention.server.Phantoms;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Slices of four million pixels in one column or row, and uploads that wait, in a small heap. */
@Timeout(180)
class SmallHeapIT {

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

    /** They would not fit if each were kept twice, as it was received and as it is worked on. */
    @Test
    void uploadsThatWaitTakeNoMoreMemoryThanIsCounted() throws Exception {
        Map<String, String> environment =
                Map.of(
                        "QUARKUS_CT_ATTENTION_MODEL", "target/model",
                        "CT_ATTENTION_SERVER_BATCHING_MAX_SIZE", "64",
                        "CT_ATTENTION_SERVER_BATCHING_MAX_DELAY", "5s",
                        "JAVA_TOOL_OPTIONS", "-Xmx160m");
        byte[] slice = withText(Phantoms.png(1), 9_000_000);
        try (PackagedService service = new PackagedService(environment)) {
            service.awaitReady();
            Callable<Integer> post = () -> service.classify(slice).statusCode();
            ExecutorService callers = Executors.newFixedThreadPool(7);
            for (Future<Integer> answer : callers.invokeAll(Collections.nCopies(7, post))) {
                assertThat(answer.get()).isEqualTo(200);
            }
            callers.shutdown();
            assertThat(service.output()).doesNotContain("OutOfMemory");
        }
    }

    /** Puts a comment between the header and the pixels of a PNG. */
    private static byte[] withText(byte[] png, int length) {
        int header = 8 + 25;
        byte[] text = new byte[4 + length];
        System.arraycopy("tEXtComment".getBytes(StandardCharsets.US_ASCII), 0, text, 0, 11);
        CRC32 crc = new CRC32();
        crc.update(text);
        return ByteBuffer.allocate(png.length + text.length + 8)
                .put(png, 0, header)
                .putInt(length)
                .put(text)
                .putInt((int) crc.getValue())
                .put(png, header, png.length - header)
                .array();
    }

    /** What is answered, without how long it took. */
    private static String answer(PackagedService service, byte[] slice) throws Exception {
        return service.classify(slice).body().replaceFirst("\"milliseconds\":.*", "");
    }

    private static byte[] png(int width, int height) {
        return PngFile.bytes(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY));
    }
}
