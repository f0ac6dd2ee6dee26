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
}
