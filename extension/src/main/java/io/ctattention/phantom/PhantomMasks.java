package io.ctattention.phantom;

import io.ctattention.dataset.Slice;
import io.ctattention.dataset.SliceFiles;
import io.ctattention.image.GreyImage;
import io.ctattention.image.PngFile;
import io.ctattention.image.SliceDecoder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is known of written phantoms, beside their class folders: {@code masks/lesions} and {@code
 * masks/lungs} mirror the slices' names; white is inside. No reader takes a folder {@code masks}
 * for a class or its files for slices.
 */
public final class PhantomMasks {

    private static final String LESIONS = "lesions";
    private static final String LUNGS = "lungs";

    private PhantomMasks() {}

    /**
     * Reads where a slice's lesions are.
     *
     * @param slice any slice
     * @return its pixels' mask, row by row, none of it true in a negative phantom; empty for a
     *     slice without masks, as all real ones are
     * @throws UncheckedIOException if the mask is there and cannot be read
     */
    public static Optional<boolean[]> lesions(Slice slice) {
        return read(slice, LESIONS);
    }

    /**
     * Reads where a slice's lungs are.
     *
     * @param slice any slice
     * @return its pixels' mask, row by row; empty for a slice without masks
     * @throws UncheckedIOException if the mask is there and cannot be read
     */
    public static Optional<boolean[]> lungs(Slice slice) {
        return read(slice, LUNGS);
    }

    static void write(Path root, String name, Phantom phantom) throws IOException {
        write(root, LESIONS, name, phantom.image(), phantom.lesions());
        write(root, LUNGS, name, phantom.image(), phantom.lungs());
    }

    private static void write(Path root, String kind, String name, GreyImage size, boolean[] mask)
            throws IOException {
        var image = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_BYTE_BINARY);
        for (int i = 0; i < mask.length; i++) {
            image.getRaster().setSample(i % size.width(), i / size.width(), 0, mask[i] ? 1 : 0);
        }
        PngFile.write(image, root.resolve(SliceFiles.MASKS).resolve(kind).resolve(name));
    }

    private static Optional<boolean[]> read(Slice slice, String kind) {
        Path label = slice.file().toAbsolutePath().getParent();
        if (label.getParent() == null) {
            return Optional.empty();
        }
        Path file =
                label.resolveSibling(SliceFiles.MASKS)
                        .resolve(kind)
                        .resolve(label.getFileName())
                        .resolve(slice.file().getFileName());
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            float[] levels = new SliceDecoder().decode(file).grey().pixels();
            boolean[] mask = new boolean[levels.length];
            for (int i = 0; i < mask.length; i++) {
                mask[i] = levels[i] >= 0.5f;
            }
            return Optional.of(mask);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
