package io.ctattention.cli.answer;

import io.ctattention.cli.option.SliceInputs;
import io.ctattention.dataset.ResultFolder;
import io.ctattention.explanation.CamMethod;
import io.ctattention.explanation.Explanation;
import io.ctattention.explanation.Overlay;
import io.ctattention.file.AtomicFile;
import io.ctattention.file.FolderLock;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The files of explanations in one folder; no two slices of a run share a name. */
public final class ExplanationFiles implements AutoCloseable {

    private final Path folder;
    private final Set<String> taken = new HashSet<>();
    private final FolderLock lock;

    /**
     * Makes the folder and locks it.
     *
     * @param folder where they go
     * @throws IOException if it holds slices, another process writes it, or it cannot be written
     */
    public ExplanationFiles(Path folder) throws IOException {
        this.folder = folder;
        ResultFolder.claim(folder);
        lock = FolderLock.take(folder);
    }

    /**
     * Writes the overlay, the raw map and the numbers; all of them, or none of this run.
     *
     * @param name what the slice is called
     * @param slice its pixels
     * @param explanation what is written of it
     * @return the overlay
     * @throws IOException if one of them cannot be written
     */
    public Path write(String name, BufferedImage slice, Explanation explanation)
            throws IOException {
        String base =
                unique(
                        String.format(
                                Locale.ROOT,
                                "%s-%s-%s%s",
                                baseName(name),
                                explanation.explainedClass().replaceAll("[/\\\\]", "_"),
                                explanation.layer().id(),
                                suffix(explanation.method())));
        Path overlay = folder.resolve(base + ".png");
        Path raw = folder.resolve(base + "-raw.png");
        Path numbers = folder.resolve(base + ".json");
        // First, for it has the longest name: where it cannot be, the files of an earlier run stay.
        explanation.heatMap().writePng(raw);
        try {
            Overlay.write(slice, explanation, overlay);
            AtomicFile.writeString(numbers, explanation.toJson() + "\n");
        } catch (IOException e) {
            for (Path part : List.of(raw, overlay, numbers)) {
                delete(part, e);
            }
            throw e;
        }
        return overlay;
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private static void delete(Path part, IOException reason) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    /** Grad-CAM needs no name; the others must not take its files. */
    private static String suffix(CamMethod method) {
        return method == CamMethod.GRADCAM ? "" : "-" + method.id();
    }

    private static String baseName(String name) {
        if (name.equals(SliceInputs.STANDARD_INPUT)) {
            return "stdin";
        }
        String file = Path.of(name).getFileName().toString();
        int dot = file.lastIndexOf('.');
        return dot > 0 ? file.substring(0, dot) : file;
    }

    private String unique(String base) {
        String candidate = base;
        // Names that differ only in case are one name on some file systems.
        for (int n = 2; !taken.add(candidate.toLowerCase(Locale.ROOT)); n++) {
            candidate = base + "-" + n;
        }
        return candidate;
    }
}
