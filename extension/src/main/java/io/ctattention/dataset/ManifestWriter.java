package io.ctattention.dataset;

import io.ctattention.file.AtomicFile;
import io.ctattention.file.Csv;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes a split down as a manifest that {@link io.ctattention.dataset.reading.SliceSetReader}
 * reads.
 */
public final class ManifestWriter {

    private static final CSVFormat FORMAT = Csv.withHeader("file", "label", "patient", "split");

    private ManifestWriter() {}

    /**
     * Writes the columns file, label, patient and split, a slice a line. Files are named relative
     * to the manifest, as a manifest must.
     *
     * @param manifest the file to write; an older one is replaced as a whole
     * @param set the slices
     * @param partition a partition of them
     * @throws DatasetException if a slice does not lie below the manifest's folder
     * @throws IOException if the file cannot be written
     */
    public static void write(Path manifest, SliceSet set, Partition partition) throws IOException {
        Path file = manifest.toAbsolutePath().normalize();
        Path root = file.getParent();
        for (Slice slice : set.slices()) {
            if (!slice.file().toAbsolutePath().normalize().startsWith(root)) {
                throw new DatasetException(
                        String.format(
                                Locale.ROOT,
                                "%s cannot list %s: a manifest names only files below its own folder; write it to a folder that holds the slices",
                                manifest,
                                slice.file()));
            }
        }
        Map<String, Split> sides = Sides.of(partition).byName();
        AtomicFile.writeText(
                file,
                out -> {
                    CSVPrinter csv = new CSVPrinter(out, FORMAT);
                    for (Slice slice : set.slices()) {
                        Path path = slice.file().toAbsolutePath().normalize();
                        csv.printRecord(
                                SliceFiles.name(root, path),
                                slice.label(),
                                slice.patient(),
                                sides.get(slice.name()).id());
                    }
                });
    }
}
