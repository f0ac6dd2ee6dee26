package io.ctattention.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Callable;
import javax.imageio.ImageTypeSpecifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an image may cost: memory and work are bounded by its pixels and bytes. */
class HostileImageTest {

    private static final int MILLION = 1_000_000;
    private static final SliceDecoder DECODER = new SliceDecoder();

    /** Megabytes that this thread allocates for it. */
    private static long megabytes(Callable<?> work) throws Exception {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.call();
        return (threads.getCurrentThreadAllocatedBytes() - before) / MILLION;
    }

    @ParameterizedTest
    @CsvSource({"1, 1000000", "1000000, 1", "40, 25000", "25000, 40"})
    void aLongSideIsResizedInTheMemoryOfTheResult(int width, int height) throws Exception {
        GreyImage slice = new GreyImage(width, height, new float[width * height]);
        Arrays.fill(slice.pixels(), 1);
        slice.resize(180, 180);

        assertThat(megabytes(() -> slice.resize(180, 180))).isLessThan(3);
        assertThat(megabytes(() -> slice.resize(480, 480))).isLessThan(6);
        assertThat(slice.resize(180, 180).pixels()).containsOnly(1);
    }

    @Test
    void aNarrowImageIsTheMeanOfItsRows() {
        GreyImage ramp = new GreyImage(1, 400, new float[400]);
        for (int i = 0; i < 400; i++) {
            ramp.pixels()[i] = i / 400f;
        }
        GreyImage resized = ramp.resize(20, 40);
        // Inside, a pixel is the mean of the ten it replaces: here from 200 to 209.
        assertThat(resized.pixels()[20 * 20 + 7]).isBetween(204.4f / 400, 204.6f / 400);
    }

    @Test
    void aLongRowIsUnpackedInPieces() throws Exception {
        int width = MILLION;
        BufferedImage row =
                ImageTypeSpecifier.createInterleaved(
                                ColorSpace.getInstance(ColorSpace.CS_sRGB),
                                new int[] {0, 1, 2, 3},
                                DataBuffer.TYPE_USHORT,
                                true,
                                false)
                        .createBufferedImage(width, 1);
        row.getRaster().setPixel(width - 1, 0, new int[] {65535, 65535, 65535, 65535});

        assertThat(megabytes(() -> GreyImage.of(row))).isLessThan(6); // 4 of them the levels
        float[] levels = GreyImage.of(row).pixels();
        assertThat(levels[width - 1]).isEqualTo(1);
        assertThat(levels[width - 2]).isZero();
    }

    @Test
    void scansThatDrawAllPixelsAgainAndAgainAreRefused() throws Exception {
        byte[] jpeg = EncodedImages.progressiveJpeg(3584, 3584, 7, 14);
        assertThat(jpeg).hasSizeLessThan(30_000);

        assertThatThrownBy(() -> DECODER.decode("slow.jpg", jpeg))
                .isInstanceOf(ImageException.class)
                .hasMessage(
                        "slow.jpg: it has more than the 16 scans that a JPEG of 3584 x 3584 pixels"
                                + " may have; save it again with the usual ten or fewer, or as a"
                                + " PNG")
                .extracting(e -> ((ImageException) e).kind())
                .isEqualTo(ImageException.Kind.UNSUPPORTED);
    }

    @Test
    void sixteenScansAreReadOfALargeJpegAndAHundredOfASmallOne() throws Exception {
        byte[] large = EncodedImages.progressiveJpeg(700, 500, 3, 5);
        byte[] small = EncodedImages.progressiveJpeg(90, 70, 7, 14);

        assertThat(DECODER.decode("large.jpg", large).grey().pixels()).containsOnly(128 / 255f);
        assertThat(DECODER.decode("small.jpg", small).grey().pixels()).containsOnly(128 / 255f);
        byte[] tooMany = EncodedImages.progressiveJpeg(700, 500, 4, 4);
        assertThatThrownBy(() -> DECODER.decode("large.jpg", tooMany))
                .hasMessageContaining("more than the 16 scans");
        byte[] tall = EncodedImages.progressiveJpeg(1, 65500, 4, 4);
        assertThatThrownBy(() -> DECODER.decode("tall.jpg", tall))
                .as("a row costs something, too")
                .hasMessageContaining("more than the 16 scans");
    }

    @Test
    void huffmanTablesThatNoScanUsesAreNotBuilt() throws Exception {
        byte[] jpeg =
                EncodedImages.written(
                        EncodedImages.picture(64, 64, BufferedImage.TYPE_BYTE_GRAY), "jpeg", false);
        byte[] table = EncodedImages.bytes(0xff, 0xc4, 0, 20, 3, 1, 0, 0, 0, 0, 0, 0, 0);
        var many = new ByteArrayOutputStream();
        many.write(jpeg, 0, 20);
        for (int i = 0; i < 20_000; i++) {
            many.writeBytes(table);
            many.writeBytes(new byte[9]);
        }
        many.write(jpeg, 20, jpeg.length - 20);

        // A table of 16 bits is 262 kB: 20 000 of them took 5 GB.
        assertThat(megabytes(() -> DECODER.decode("tables.jpg", many.toByteArray())))
                .isLessThan(20);
    }

    @Test
    void compressedTextIsNeverInflated() throws Exception {
        byte[] text = EncodedImages.deflate(new byte[20 * MILLION]);
        byte[] profile = EncodedImages.join("a\0\0".getBytes(StandardCharsets.ISO_8859_1), text);
        byte[] international =
                EncodedImages.join("a\0\1\0\0\0".getBytes(StandardCharsets.ISO_8859_1), text);
        byte[] png =
                EncodedImages.png(
                        3,
                        2,
                        8,
                        EncodedImages.GREY,
                        new byte[8],
                        EncodedImages.chunk("iCCP", profile),
                        EncodedImages.chunk("zTXt", profile),
                        EncodedImages.chunk("iTXt", international));

        DECODER.decode("warm.png", png);
        assertThat(megabytes(() -> DECODER.decode("text.png", png))).isLessThan(5);
    }

    @Test
    void emptyChunksOfPixelsCostNothing() throws Exception {
        var png = new ByteArrayOutputStream();
        png.writeBytes(EncodedImages.signature());
        png.writeBytes(EncodedImages.header(3, 2, 8, EncodedImages.GREY));
        byte[] none = EncodedImages.chunk("IDAT", new byte[0]);
        for (int i = 0; i < 100_000; i++) {
            png.writeBytes(none);
        }
        png.writeBytes(EncodedImages.chunk("IDAT", EncodedImages.deflate(new byte[8])));
        png.writeBytes(EncodedImages.chunk("IEND", new byte[0]));

        StoredImage stored = PngStructure.check("chunks.png", png.toByteArray());

        assertThat(stored.content()).hasSizeLessThan(100);
        assertThat(DECODER.decode("chunks.png", png.toByteArray()).image().getWidth()).isEqualTo(3);
    }

    @Test
    void pixelsByteByByteAreReadAsOneChunk() throws Exception {
        byte[] rows = new byte[64 * 65];
        new Random(1).nextBytes(rows);
        for (int y = 0; y < 64; y++) {
            rows[y * 65] = 0; // unfiltered
        }
        byte[] whole = EncodedImages.png(64, 64, 8, EncodedImages.GREY, rows);
        var png = new ByteArrayOutputStream();
        png.writeBytes(EncodedImages.signature());
        png.writeBytes(EncodedImages.header(64, 64, 8, EncodedImages.GREY));
        for (byte b : EncodedImages.deflate(rows)) {
            png.writeBytes(EncodedImages.chunk("IDAT", new byte[] {b}));
        }
        png.writeBytes(EncodedImages.chunk("IEND", new byte[0]));
        assertThat(png.size()).isGreaterThan(12 * whole.length);

        assertThat(PngStructure.check("bytes.png", png.toByteArray()).content()).isEqualTo(whole);
        assertThat(DECODER.decode("bytes.png", png.toByteArray()).grey().pixels())
                .isEqualTo(DECODER.decode("whole.png", whole).grey().pixels());
    }
}
