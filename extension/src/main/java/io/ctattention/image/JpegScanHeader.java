package io.ctattention.image;

/**
 * A scan header of a JPEG (ITU-T T.81, B.2.3). Of a sequential image the last four are 0, 63, 0, 0.
 *
 * @param progressive whether the image is progressive
 * @param components indexes of the frame's components, in order
 * @param dcTables a Huffman table for each component's DC coefficients
 * @param acTables a Huffman table for each component's AC coefficients
 * @param first first coefficient
 * @param last last coefficient
 * @param before lowest bit of these coefficients that is known already, 0 if none is
 * @param bit lowest bit that the scan brings
 */
record JpegScanHeader(
        boolean progressive,
        int[] components,
        int[] dcTables,
        int[] acTables,
        int first,
        int last,
        int before,
        int bit) {

    boolean isRefinement() {
        return before > 0;
    }
}
