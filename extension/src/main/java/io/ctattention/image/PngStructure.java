package io.ctattention.image;

import io.ctattention.image.ImageHeader.ColorMode;
import io.ctattention.image.ImageHeader.Format;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * Walks the chunks of a PNG (ISO/IEC 15948, chapters 5 and 11), because the JDK's reader verifies
 * neither the checksums nor that the file is complete.
 */
final class PngStructure {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int EXIF = 'e' << 24 | 'X' << 16 | 'I' << 8 | 'f';
    private static final int IDAT = 'I' << 24 | 'D' << 16 | 'A' << 8 | 'T';
    private static final int HEADER_END = SIGNATURE.length + 12 + 13;

    private final String name;
    private final byte[] content;
    private final ByteBuffer buffer;
    private ByteBuffer essential;
    private int pixels;
    private final PngImageData imageData;
    private final ImageHeader header;
    private final Orientation orientation;
    private int paletteSize;
    private String previous = "";

    private PngStructure(String name, byte[] content) throws ImageException {
        this.name = name;
        this.content = content;
        buffer = ByteBuffer.wrap(content);
        header = readHeader();
        orientation = findOrientation();
        imageData = new PngImageData(name, header, content[HEADER_END - 5] == 1);
    }

    /** Reads the header, and of what is behind it only how the image is turned. */
    static ImageHeader header(String name, byte[] content) throws ImageException {
        var structure = new PngStructure(name, content);
        return structure.orientation.shown(structure.header);
    }

    /**
     * Checks the whole file.
     *
     * @return the same image with nothing in it but what makes the pixels
     */
    static StoredImage check(String name, byte[] content) throws ImageException {
        var structure = new PngStructure(name, content);
        try (structure.imageData) {
            return new StoredImage(structure.walk(), structure.orientation);
        }
    }

    /** The eXIf chunk may stand anywhere; whether chunks are sound is for {@link #walk} to say. */
    private Orientation findOrientation() {
        int at = HEADER_END;
        while (content.length - at >= 12) {
            int length = buffer.getInt(at);
            if (length < 0 || length > content.length - at - 12) {
                break;
            }
            if (buffer.getInt(at + 4) == EXIF) {
                return Orientation.read(content, at + 8, length);
            }
            at += length + 12;
        }
        return Orientation.UPRIGHT;
    }

    private ImageHeader readHeader() throws ImageException {
        if (content.length < HEADER_END) {
            throw fault(
                    String.format(
                            Locale.ROOT,
                            "ends after %d bytes, inside the PNG header",
                            content.length));
        }
        if (!ImageType.startsWith(content, SIGNATURE)) {
            throw fault("its PNG signature is damaged");
        }
        if (buffer.getInt(8) != 13 || !type(8).equals("IHDR")) {
            throw fault("its first PNG chunk is not a 13-byte IHDR");
        }
        checkCrc(8, 13);
        int width = buffer.getInt(16);
        int height = buffer.getInt(20);
        int depth = content[24];
        ColorMode mode = colorMode(content[25], depth);
        if (width < 1 || height < 1) {
            throw fault(
                    String.format(
                            Locale.ROOT,
                            "its header declares %d x %d pixels; at least 1 x 1 is expected",
                            width & 0xffffffffL,
                            height & 0xffffffffL));
        }
        if (content[26] != 0 || content[27] != 0 || content[28] < 0 || content[28] > 1) {
            throw fault("its PNG header names an unknown compression, filter or interlacing");
        }
        return new ImageHeader(Format.PNG, mode, depth, width, height);
    }

    private ColorMode colorMode(int type, int depth) throws ImageException {
        record Mode(ColorMode color, List<Integer> depths) {}
        Mode mode =
                switch (type) {
                    case 0 -> new Mode(ColorMode.GREY, List.of(1, 2, 4, 8, 16));
                    case 2 -> new Mode(ColorMode.RGB, List.of(8, 16));
                    case 3 -> new Mode(ColorMode.PALETTE, List.of(1, 2, 4, 8));
                    case 4 -> new Mode(ColorMode.GREY_ALPHA, List.of(8, 16));
                    case 6 -> new Mode(ColorMode.RGBA, List.of(8, 16));
                    default ->
                            throw fault(
                                    String.format(
                                            Locale.ROOT,
                                            "its PNG colour type %d is unknown",
                                            type));
                };
        if (!mode.depths().contains(depth)) {
            throw fault(
                    String.format(
                            Locale.ROOT,
                            "a %s PNG cannot have %d bits per sample, only %s",
                            mode.color(),
                            depth,
                            mode.depths()));
        }
        return mode.color();
    }

    private byte[] walk() throws ImageException {
        essential = ByteBuffer.allocate(content.length).put(content, 0, HEADER_END);
        int at = HEADER_END;
        while (!previous.equals("IEND")) {
            if (content.length - at < 12) {
                throw fault(
                        String.format(
                                Locale.ROOT,
                                "ends after %d bytes, before the IEND chunk",
                                content.length));
            }
            int length = buffer.getInt(at);
            String type = type(at);
            if (length < 0 || length > content.length - at - 12) {
                throw fault(
                        String.format(
                                Locale.ROOT,
                                "chunk '%s' at byte %d declares %d bytes, but the file ends before"
                                        + " that",
                                type,
                                at,
                                length & 0xffffffffL));
            }
            checkCrc(at, length);
            if (accept(type, at + 8, length)) {
                essential.put(content, at, length + 12);
            }
            previous = type;
            at += length + 12;
        }
        return Arrays.copyOf(essential.array(), essential.position());
    }

    /** Checks a chunk; true if it is needed as it is. */
    private boolean accept(String type, int at, int length) throws ImageException {
        switch (type) {
            case "PLTE" -> acceptPalette(length);
            case "tRNS" -> acceptTransparency(length);
            case "IDAT" -> {
                if (header.colorMode() == ColorMode.PALETTE && paletteSize == 0) {
                    throw fault("it is a palette PNG without a PLTE chunk before its pixels");
                }
                if (imageData.isStarted() && !previous.equals("IDAT")) {
                    throw fault("its IDAT chunks are not consecutive");
                }
                addPixels(at, length);
                return false;
            }
            case "IEND" -> {
                imageData.checkComplete();
                endPixels();
                return true;
            }
            default -> {
                if (Character.isUpperCase(type.charAt(0))) {
                    throw fault(
                            String.format(
                                    Locale.ROOT, "holds an unknown critical PNG chunk '%s'", type));
                }
                return false;
            }
        }
        return !type.equals("PLTE") || header.colorMode() == ColorMode.PALETTE;
    }

    /** Joins the chunks of pixels: the JDK's reader takes a microsecond for each. */
    private void addPixels(int at, int length) throws ImageException {
        if (!imageData.isStarted()) {
            pixels = essential.position();
            essential.putInt(0).putInt(IDAT);
        }
        imageData.add(content, at, length);
        essential.put(content, at, length);
    }

    private void endPixels() {
        int end = essential.position();
        var crc = new CRC32();
        crc.update(essential.array(), pixels + 4, end - pixels - 4);
        essential.putInt(pixels, end - pixels - 8).putInt((int) crc.getValue());
    }

    private void acceptPalette(int length) throws ImageException {
        boolean indexed = header.colorMode() == ColorMode.PALETTE;
        int most = indexed ? 1 << header.bitDepth() : 256;
        if (paletteSize > 0
                || imageData.isStarted()
                || length == 0
                || length % 3 != 0
                || length / 3 > most) {
            throw fault(
                    String.format(
                            Locale.ROOT,
                            "its palette is misplaced or does not have 1 to %d colours of 3 bytes",
                            most));
        }
        paletteSize = length / 3;
    }

    private void acceptTransparency(int length) throws ImageException {
        boolean fits =
                switch (header.colorMode()) {
                    case GREY -> length == 2;
                    case RGB -> length == 6;
                    case PALETTE -> length <= paletteSize;
                    default -> false;
                };
        if (!fits || imageData.isStarted()) {
            throw fault("its tRNS chunk is misplaced or has a wrong length");
        }
    }

    private void checkCrc(int at, int length) throws ImageException {
        var crc = new CRC32();
        crc.update(content, at + 4, length + 4);
        if ((int) crc.getValue() != buffer.getInt(at + 8 + length)) {
            throw fault(
                    String.format(
                            Locale.ROOT, "chunk '%s' at byte %d is damaged (CRC)", type(at), at));
        }
    }

    private String type(int at) throws ImageException {
        byte[] type = Arrays.copyOfRange(content, at + 4, at + 8);
        for (byte b : type) {
            if (!(b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z')) {
                throw fault(
                        String.format(
                                Locale.ROOT,
                                "no PNG chunk starts at byte %d, where one is expected",
                                at));
            }
        }
        return new String(type, StandardCharsets.US_ASCII);
    }

    private ImageException fault(String fault) {
        return new ImageException(name, fault + "; a complete PNG is expected");
    }
}
