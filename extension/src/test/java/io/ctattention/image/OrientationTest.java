package io.ctattention.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exif's orientations, as CIPA DC-008 draws them. */
class OrientationTest {

    private static final SliceDecoder DECODER = new SliceDecoder();

    private static byte[] exif(ByteOrder order, int orientation) {
        ByteBuffer tiff = ByteBuffer.allocate(38).order(order);
        tiff.put(order == ByteOrder.BIG_ENDIAN ? new byte[] {'M', 'M'} : new byte[] {'I', 'I'});
        tiff.putShort((short) 42).putInt(8).putShort((short) 2);
        tiff.putShort((short) 0x100).putShort((short) 4).putInt(1).putInt(99); // ImageWidth
        tiff.putShort((short) 0x112).putShort((short) 3).putInt(1);
        tiff.putShort((short) orientation);
        return tiff.array();
    }

    /** Six grey pixels, {@code abc} above {@code def}. */
    private static byte[] png(byte[] exif, int depth) {
        byte[] rows =
                depth == 8
                        ? new byte[] {0, 'a', 'b', 'c', 0, 'd', 'e', 'f'}
                        : new byte[] {0, 'a', 9, 'b', 9, 'c', 9, 0, 'd', 9, 'e', 9, 'f', 9};
        byte[] chunk = EncodedImages.chunk("eXIf", exif);
        return EncodedImages.png(3, 2, depth, EncodedImages.GREY, rows, chunk);
    }

    private static String shown(BufferedImage image, int depth) {
        StringBuilder text = new StringBuilder();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                text.append((char) (image.getRaster().getSample(x, y, 0) >> depth - 8));
            }
            text.append(y < image.getHeight() - 1 ? "/" : "");
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "1, abc/def", "2, cba/fed", "3, fed/cba", "4, def/abc",
        "5, ad/be/cf", "6, da/eb/fc", "7, fc/eb/da", "8, cf/be/ad"
    })
    void aPngIsShownAsItsExifSays(int orientation, String expected) throws Exception {
        for (int depth : new int[] {8, 16}) {
            byte[] png = png(exif(ByteOrder.BIG_ENDIAN, orientation), depth);

            DecodedImage decoded = DECODER.decode("slice", png);

            assertThat(shown(decoded.image(), depth)).isEqualTo(expected);
            assertThat(decoded.header().width()).isEqualTo(expected.indexOf('/'));
            assertThat(decoded.header()).isEqualTo(DECODER.header("slice", png));
            assertThat(decoded.grey().width()).isEqualTo(decoded.header().width());
        }
    }

    @Test
    void theExifOfAPngMayComeBehindItsPixels() throws Exception {
        byte[] png =
                EncodedImages.join(
                        EncodedImages.signature(),
                        EncodedImages.header(3, 2, 8, EncodedImages.GREY),
                        EncodedImages.chunk(
                                "IDAT",
                                EncodedImages.deflate(
                                        new byte[] {0, 'a', 'b', 'c', 0, 'd', 'e', 'f'})),
                        EncodedImages.chunk("eXIf", exif(ByteOrder.LITTLE_ENDIAN, 8)),
                        EncodedImages.chunk("IEND", new byte[0]));

        assertThat(DECODER.header("slice", png).height()).isEqualTo(3);
        assertThat(shown(DECODER.decode("slice", png).image(), 8)).isEqualTo("cf/be/ad");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aJpegIsShownAsItsExifSaysInEitherByteOrder(boolean big) throws Exception {
        // Dark on the left, bright on the right: turned clockwise the dark half is above.
        var halves = new BufferedImage(64, 32, BufferedImage.TYPE_INT_RGB);
        halves.createGraphics().fillRect(32, 0, 32, 32);
        byte[] upright = EncodedImages.written(halves, "jpeg", false);
        byte[] exif = exif(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN, 6);
        byte[] jpeg =
                EncodedImages.join(
                        Arrays.copyOf(upright, 2),
                        EncodedImages.bytes(0xff, 0xe1, 0, exif.length + 8),
                        EncodedImages.bytes('E', 'x', 'i', 'f', 0, 0),
                        exif,
                        Arrays.copyOfRange(upright, 2, upright.length));

        GreyImage grey = DECODER.decode("slice", jpeg).grey();

        assertThat(DECODER.header("slice", jpeg).width()).isEqualTo(32);
        assertThat(grey.width()).isEqualTo(32);
        assertThat(grey.height()).isEqualTo(64);
        assertThat(grey.pixels()[4 * 32 + 16]).isLessThan(0.1f);
        assertThat(grey.pixels()[60 * 32 + 16]).isGreaterThan(0.9f);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 65535})
    void anOrientationThatThereIsNotIsNone(int orientation) throws Exception {
        byte[] png = png(exif(ByteOrder.BIG_ENDIAN, orientation), 8);

        assertThat(shown(DECODER.decode("slice", png).image(), 8)).isEqualTo("abc/def");
    }

    @Test
    void exifThatIsCutOrPointsBeyondItsEndSaysNothing() throws Exception {
        byte[] whole = exif(ByteOrder.BIG_ENDIAN, 6);
        for (int length = 0; length < 32; length++) {
            byte[] png = png(Arrays.copyOf(whole, length), 8);
            assertThat(shown(DECODER.decode("slice", png).image(), 8)).isEqualTo("abc/def");
        }
        for (byte offset : new byte[] {-1, 127}) {
            byte[] beyond = whole.clone();
            beyond[4] = offset;
            assertThat(shown(DECODER.decode("slice", png(beyond, 8)).image(), 8))
                    .isEqualTo("abc/def");
        }
    }
}
