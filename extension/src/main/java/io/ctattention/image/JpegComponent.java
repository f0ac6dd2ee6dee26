package io.ctattention.image;

/** A component of a JPEG and its 8 x 8 blocks (ITU-T T.81, A.1.1 and A.2). */
final class JpegComponent {

    private final int id;
    private final int horizontal;
    private final int vertical;
    private final int quantization;
    private int blockColumns;
    private int blockRows;
    private int mcuColumns;
    private int mcuRows;

    JpegComponent(int id, int horizontal, int vertical, int quantization) {
        this.id = id;
        this.horizontal = horizontal;
        this.vertical = vertical;
        this.quantization = quantization;
    }

    /** Lays the blocks out over an image whose largest sampling factors are given. */
    void layOut(int width, int height, int most, int mostRows) {
        mcuColumns = ceilDiv(width, 8 * most);
        mcuRows = ceilDiv(height, 8 * mostRows);
        blockColumns = ceilDiv(ceilDiv(width * horizontal, most), 8);
        blockRows = ceilDiv(ceilDiv(height * vertical, mostRows), 8);
    }

    int id() {
        return id;
    }

    int horizontal() {
        return horizontal;
    }

    int vertical() {
        return vertical;
    }

    int quantization() {
        return quantization;
    }

    int blockColumns() {
        return blockColumns;
    }

    int blockRows() {
        return blockRows;
    }

    int mcuColumns() {
        return mcuColumns;
    }

    int mcuRows() {
        return mcuRows;
    }

    private static int ceilDiv(int a, int b) {
        return (a + b - 1) / b;
    }
}
