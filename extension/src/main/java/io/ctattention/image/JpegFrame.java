package io.ctattention.image;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The frame header of a JPEG (ITU-T T.81, B.2.2), and which of its coefficients the scans have
 * brought so far.
 */
final class JpegFrame {

    private static final int UNSEEN = -1;

    /** Encoders write about ten. The JDK's reader draws the whole image anew for each. */
    private static final int MOST_SCANS = 16;

    /** A small image may have more, up to so many pixels drawn and up to so many scans. */
    private static final long FREE_PIXELS = 1 << 22;

    private static final int MOST_SMALL_SCANS = 100;

    /** What drawing a row costs beside its pixels, in pixels. */
    private static final int ROW_COST = 64;

    private final String name;
    private final boolean progressive;
    private final int width;
    private final int height;
    private final List<JpegComponent> components;

    /** For each component and coefficient the lowest bit that has been sent. */
    private final int[][] lowestBits;

    private int scans;

    private JpegFrame(
            String name,
            boolean progressive,
            int width,
            int height,
            List<JpegComponent> components) {
        this.name = name;
        this.progressive = progressive;
        this.width = width;
        this.height = height;
        this.components = components;
        int most = components.stream().mapToInt(JpegComponent::horizontal).max().orElse(1);
        int mostRows = components.stream().mapToInt(JpegComponent::vertical).max().orElse(1);
        components.forEach(c -> c.layOut(width, height, most, mostRows));
        lowestBits = new int[components.size()][64];
        for (int[] bits : lowestBits) {
            Arrays.fill(bits, UNSEEN);
        }
    }

    static JpegFrame read(String name, byte[] content, int marker, int body, int length)
            throws ImageException {
        if (marker > 0xc2) {
            throw new ImageException(
                    name,
                    ImageException.Kind.UNSUPPORTED,
                    String.format(
                            Locale.ROOT,
                            "it is a JPEG of an unsupported kind (marker FF%02X: lossless, hierarchical or arithmetic); baseline or progressive is expected",
                            marker));
        }
        if (length < 6 || length < 6 + 3 * (content[body + 5] & 255)) {
            throw new ImageException(
                    name, "its frame header is truncated; a complete JPEG is expected");
        }
        int bits = content[body];
        int height = (content[body + 1] & 255) << 8 | content[body + 2] & 255;
        int width = (content[body + 3] & 255) << 8 | content[body + 4] & 255;
        int count = content[body + 5] & 255;
        if (bits != 8) {
            throw new ImageException(
                    name,
                    ImageException.Kind.UNSUPPORTED,
                    String.format(
                            Locale.ROOT,
                            "it is a JPEG of %d bits per sample; 8 are expected",
                            bits));
        }
        if (width == 0 || height == 0) {
            throw new ImageException(
                    name,
                    String.format(
                            Locale.ROOT,
                            "its header declares %d x %d pixels; at least 1 x 1 is expected",
                            width,
                            height));
        }
        if (count != 1 && count != 3) {
            throw new ImageException(
                    name,
                    ImageException.Kind.UNSUPPORTED,
                    String.format(
                            Locale.ROOT,
                            "it is a JPEG of %d components%s; grey or colour (1 or 3) is expected",
                            count,
                            count == 4 ? " (CMYK or YCCK)" : ""));
        }
        return new JpegFrame(
                name, marker == 0xc2, width, height, components(name, content, body + 6, count));
    }

    private static List<JpegComponent> components(String name, byte[] content, int at, int count)
            throws ImageException {
        List<JpegComponent> components =
                IntStream.range(0, count)
                        .map(i -> at + 3 * i)
                        .mapToObj(
                                i ->
                                        new JpegComponent(
                                                content[i] & 255,
                                                content[i + 1] >> 4 & 15,
                                                content[i + 1] & 15,
                                                content[i + 2] & 255))
                        .toList();
        for (JpegComponent component : components) {
            boolean sampled =
                    Stream.of(component.horizontal(), component.vertical())
                            .allMatch(factor -> factor >= 1 && factor <= 4);
            if (!sampled || component.quantization() > 3) {
                throw new ImageException(
                        name, "its frame header is damaged; a complete JPEG is expected");
            }
        }
        return components;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    List<JpegComponent> components() {
        return components;
    }

    /** Whether the component ids are the letters R, G and B. */
    boolean namesRgb() {
        return ids().equals(List.of((int) 'R', (int) 'G', (int) 'B'));
    }

    private List<Integer> ids() {
        return components.stream().map(JpegComponent::id).toList();
    }

    /** Reads a scan header and checks that it continues what came before. */
    JpegScanHeader addScan(byte[] content, int body, int length) throws ImageException {
        int count = length > 0 ? content[body] & 255 : 0;
        if (count < 1 || count > components.size() || length != 4 + 2 * count) {
            throw damagedScan(body);
        }
        int end = body + 1 + 2 * count;
        var header =
                new JpegScanHeader(
                        progressive,
                        IntStream.range(0, count)
                                .map(i -> ids().indexOf(content[body + 1 + 2 * i] & 255))
                                .toArray(),
                        tables(content, body, count, 4),
                        tables(content, body, count, 0),
                        progressive ? content[end] : 0,
                        progressive ? content[end + 1] : 63,
                        progressive ? content[end + 2] >> 4 & 15 : 0,
                        progressive ? content[end + 2] & 15 : 0);
        boolean separate = !progressive || (header.first() == 0) == (header.last() == 0);
        boolean alone = !progressive || header.first() == 0 || count == 1;
        if (header.first() < 0
                || header.first() > header.last()
                || header.last() > 63
                || !separate
                || !alone) {
            throw damagedScan(body);
        }
        for (int component : header.components()) {
            if (component < 0) {
                throw damagedScan(body);
            }
            addBits(lowestBits[component], header, body);
        }
        countScan();
        return header;
    }

    /** Scans of next to no bytes could have all pixels drawn again and again. */
    private void countScan() throws ImageException {
        long cost = height * (width + (long) ROW_COST);
        long most = Math.min(MOST_SMALL_SCANS, Math.max(MOST_SCANS, FREE_PIXELS / cost));
        if (++scans > most) {
            throw new ImageException(
                    name,
                    ImageException.Kind.UNSUPPORTED,
                    String.format(
                            Locale.ROOT,
                            "it has more than the %d scans that a JPEG of %d x %d pixels may have;"
                                    + " save it again with the usual ten or fewer, or as a PNG",
                            most,
                            width,
                            height));
        }
    }

    private static int[] tables(byte[] content, int body, int count, int shift) {
        return IntStream.range(0, count)
                .map(i -> content[body + 2 + 2 * i] >> shift & 15)
                .toArray();
    }

    private void addBits(int[] bits, JpegScanHeader header, int body) throws ImageException {
        for (int k = header.first(); k <= header.last(); k++) {
            boolean continues =
                    header.isRefinement()
                            ? bits[k] == header.before() && header.bit() == bits[k] - 1
                            : bits[k] == UNSEEN;
            if (!continues) {
                throw fault(
                        String.format(
                                Locale.ROOT,
                                "the scan at byte %d does not continue the scans before it",
                                body));
            }
            bits[k] = header.bit();
        }
    }

    /** Checks that every bit of every coefficient has been sent. */
    void checkComplete() throws ImageException {
        for (int[] bits : lowestBits) {
            if (Arrays.stream(bits).anyMatch(bit -> bit != 0)) {
                throw fault("some of its scans are missing");
            }
        }
    }

    private ImageException damagedScan(int body) {
        return fault(String.format(Locale.ROOT, "the scan header at byte %d is damaged", body));
    }

    private ImageException fault(String fault) {
        return new ImageException(name, fault + "; a complete JPEG is expected");
    }
}
