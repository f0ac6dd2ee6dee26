package io.ctattention.dataset.store;

import io.ctattention.dataset.Slice;
import io.ctattention.image.ImageException;
import io.ctattention.image.SliceDecoder;

/** Decodes slices to 16 bits a pixel at the network's size. */
record SliceLoader(SliceDecoder decoder, int size) {

    /** What rounding to 16 bits divides by. */
    static final float LEVELS = 65_535f;

    /** {@code size * size} samples: q = round(65535 g). */
    char[] load(Slice slice) throws ImageException {
        float[] grey = decoder.decode(slice.file()).grey().resize(size, size).pixels();
        char[] samples = new char[grey.length];
        for (int i = 0; i < grey.length; i++) {
            samples[i] = (char) Math.round(Math.max(0, Math.min(1, grey[i])) * LEVELS);
        }
        return samples;
    }

    /** The grey levels of the samples: q / 65535. */
    static float[] levels(char[] samples) {
        float[] levels = new float[samples.length];
        for (int i = 0; i < samples.length; i++) {
            levels[i] = samples[i] / LEVELS;
        }
        return levels;
    }
}
