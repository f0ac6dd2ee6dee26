package io.ctattention.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import org.w3c.dom.Element;

/** Encoded images for tests: PNG built by hand from its chunks, JPEG by the JDK's writer. */
final class EncodedImages {

    static final int GREY = 0;
    static final int RGB = 2;
    static final int PALETTE = 3;
    static final int GREY_ALPHA = 4;
    static final int RGBA = 6;

    private EncodedImages() {}

    /** A PNG whose rows are given with their filter bytes, chunks before the pixels optional. */
    static byte[] png(int width, int height, int depth, int type, byte[] rows, byte[]... chunks) {
        return join(
                signature(),
                header(width, height, depth, type),
                join(chunks),
                chunk("IDAT", deflate(rows)),
                chunk("IEND", new byte[0]));
    }

    static byte[] signature() {
        return bytes(0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n');
    }

    static byte[] header(int width, int height, int depth, int type) {
        byte[] ihdr =
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put((byte) depth)
                        .put((byte) type)
                        .array();
        return chunk("IHDR", ihdr);
    }

    static byte[] chunk(String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(data);
        return ByteBuffer.allocate(data.length + 12)
                .putInt(data.length)
                .put(name)
                .put(data)
                .putInt((int) crc.getValue())
                .array();
    }

    static byte[] deflate(byte[] data) {
        var deflater = new Deflater();
        deflater.setInput(data);
        deflater.finish();
        byte[] buffer = new byte[data.length + 100];
        int length = deflater.deflate(buffer);
        deflater.end();
        return Arrays.copyOf(buffer, length);
    }

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    static byte[] join(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** A textured picture, so that each of its blocks has something to lose. */
    static BufferedImage picture(int width, int height, int type) {
        var random = new Random(7);
        var image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int wave = (int) (100 + 60 * Math.sin(x / 5.0) * Math.cos(y / 7.0));
                int level = wave + random.nextInt(60);
                image.setRGB(x, y, 0xff000000 | level << 16 | (level * 3 / 4) << 8 | level / 2);
            }
        }
        return image;
    }

    static byte[] written(BufferedImage image, String format, boolean progressive)
            throws IOException {
        return written(image, format, progressive, null);
    }

    /**
     * Colour JPEG with a chroma sample for every pixel, which the JDK does not write by default.
     */
    static byte[] jpegWithoutSubsampling(BufferedImage image) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var metadata =
                writer.getDefaultImageMetadata(
                        ImageTypeSpecifier.createFromRenderedImage(image), null);
        var tree = (IIOMetadataNode) metadata.getAsTree(metadata.getNativeMetadataFormatName());
        var component = (Element) tree.getElementsByTagName("componentSpec").item(0);
        component.setAttribute("HsamplingFactor", "1");
        component.setAttribute("VsamplingFactor", "1");
        metadata.setFromTree(metadata.getNativeMetadataFormatName(), tree);
        return written(image, "jpeg", false, metadata);
    }

    private static byte[] written(
            BufferedImage image, String format, boolean progressive, IIOMetadata metadata)
            throws IOException {
        var writer = ImageIO.getImageWritersByFormatName(format).next();
        var param = writer.getDefaultWriteParam();
        if (progressive) {
            param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        }
        var bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, metadata), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /**
     * A progressive grey JPEG of even pixels: one scan of the DC coefficients, then for each of
     * some bands of AC coefficients one scan for each of their bits, hardly a byte each.
     */
    static byte[] progressiveJpeg(int width, int height, int bands, int bits) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(bytes(0xff, 0xd8, 0xff, 0xdb, 0, 67, 0));
        out.writeBytes(filled(64, 1));
        out.writeBytes(bytes(0xff, 0xc2, 0, 11, 8, height >> 8, height, width >> 8, width));
        out.writeBytes(bytes(1, 1, 0x11, 0));
        // One DC code of one bit, and a code of four bits for the runs of blocks of each magnitude.
        out.writeBytes(bytes(0xff, 0xc4, 0, 20, 0, 1, 0, 0, 0, 0, 0, 0, 0));
        out.writeBytes(new byte[9]);
        out.writeBytes(bytes(0xff, 0xc4, 0, 34, 0x10, 0, 0, 0, 15));
        out.writeBytes(new byte[12]);
        for (int run = 0; run < 15; run++) {
            out.write(run << 4);
        }
        int blocks = (width + 7) / 8 * ((height + 7) / 8);
        out.writeBytes(bytes(0xff, 0xda, 0, 8, 1, 1, 0, 0, 0, 0));
        out.writeBytes(new byte[blocks / 8]);
        out.writeBytes(blocks % 8 == 0 ? new byte[0] : bytes(0xff >> blocks % 8));
        for (int band = 0; band < bands; band++) {
            int first = 1 + 63 * band / bands;
            int last = 63 * (band + 1) / bands;
            for (int bit = bits - 1; bit >= 0; bit--) {
                int before = bit == bits - 1 ? 0 : bit + 1;
                out.writeBytes(bytes(0xff, 0xda, 0, 8, 1, 1, 0, first, last, before << 4 | bit));
                out.writeBytes(emptyBlocks(blocks));
            }
        }
        out.writeBytes(bytes(0xff, 0xd9));
        return out.toByteArray();
    }

    private static byte[] emptyBlocks(int blocks) {
        var bits = new StringBuilder();
        for (int left = blocks; left > 0; ) {
            int run = Math.min(left, 32767);
            int magnitude = 31 - Integer.numberOfLeadingZeros(run);
            String more = Integer.toBinaryString(run).substring(1);
            bits.append(Integer.toBinaryString(16 + magnitude).substring(1)).append(more);
            left -= run;
        }
        return packed(bits.toString());
    }

    /** Bits as a scan has them: filled up with ones, and a byte of zeros after FF. */
    private static byte[] packed(String bits) {
        String full = bits + "1".repeat(-bits.length() & 7);
        var out = new ByteArrayOutputStream();
        for (int at = 0; at < full.length(); at += 8) {
            int next = Integer.parseInt(full.substring(at, at + 8), 2);
            out.writeBytes(next == 0xff ? bytes(0xff, 0) : bytes(next));
        }
        return out.toByteArray();
    }

    /**
     * A grey JPEG of a row of blocks, bit by bit. A DC coefficient is 00 for no difference to the
     * one before, 01 and 1 for one more, 01 and 0 for one less; an AC coefficient is 00 and 1 or 0
     * for 1 or -1, and 01 ends the block.
     *
     * @param blocks how many blocks of 8 x 8 pixels
     * @param frame the marker of the frame: C1 for sequential, C2 for progressive
     * @param step what DC coefficients are multiplied by
     * @param scans from {@link #scan}
     */
    static byte[] greyJpeg(int blocks, int frame, int step, byte[]... scans) {
        byte[] steps = filled(128, 1);
        steps[0] = (byte) (step >> 8);
        steps[1] = (byte) step;
        byte[] codes = bytes(0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        return join(
                bytes(0xff, 0xd8, 0xff, 0xdb, 0, 131, 0x10),
                steps,
                bytes(0xff, frame, 0, 11, 8, 0, 8, 0, 8 * blocks, 1, 1, 0x11, 0),
                bytes(0xff, 0xc4, 0, 21, 0),
                codes,
                bytes(0, 1, 0xff, 0xc4, 0, 21, 0x10),
                codes,
                bytes(1, 0),
                join(scans),
                bytes(0xff, 0xd9));
    }

    /** A scan of coefficients from first to last, down from the bit before to a bit. */
    static byte[] scan(int first, int last, int before, int bit, String bits) {
        return join(bytes(0xff, 0xda, 0, 8, 1, 1, 0, first, last, before << 4 | bit), packed(bits));
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
