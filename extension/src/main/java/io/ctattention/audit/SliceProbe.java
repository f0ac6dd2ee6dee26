package io.ctattention.audit;

import io.ctattention.dataset.Slice;
import io.ctattention.file.Sha256;
import io.ctattention.image.DecodedImage;
import io.ctattention.image.GreyImage;
import io.ctattention.image.ImageHeader;
import io.ctattention.image.SliceDecoder;
import java.io.IOException;

/** What the audit keeps of a slice once it has been decoded. */
record SliceProbe(
        int index,
        Slice slice,
        String sha256,
        ImageHeader header,
        double borderBrightness,
        Thumbnail thumbnail) {

    private static final double BORDER = 0.05;

    /** Decodes a slice; {@code index} is its place in the set. */
    static SliceProbe of(int index, Slice slice) throws IOException {
        DecodedImage decoded = new SliceDecoder().decode(slice.file());
        GreyImage grey = decoded.grey();
        String sha256 = Sha256.of(slice.file());
        return new SliceProbe(
                index, slice, sha256, decoded.header(), border(grey), Thumbnail.of(grey));
    }

    /** The mean level of a frame that is 5 % of the shorter side wide, and at least a pixel. */
    private static double border(GreyImage image) {
        int width = image.width();
        int height = image.height();
        int frame = (int) Math.max(1, Math.round(BORDER * Math.min(width, height)));
        double sum = 0;
        int count = 0;
        for (int y = 0; y < height; y++) {
            boolean inside = y >= frame && y < height - frame;
            for (int x = 0; x < width; x++) {
                if (inside && x >= frame && x < width - frame) {
                    x = width - frame;
                }
                sum += image.pixels()[y * width + x];
                count++;
            }
        }
        return sum / count;
    }
}
