package io.ctattention.cli;

import io.ctattention.explanation.CamMethod;
import io.ctattention.explanation.Explanation;
import io.ctattention.explanation.Overlay;
import io.ctattention.file.AtomicFile;
import io.ctattention.file.FolderLock;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The files of explanations in one folder; no two slices of a run share a name. */
final class ExplanationFiles implements AutoCloseable {

    private final Path folder;
    private final Set<String> taken = new HashSet<>();
    private FolderLock lock;

    ExplanationFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes the overlay, the raw map and the numbers.
     *
     * @return the overlay
     */
    Path write(String name, BufferedImage slice, Explanation explanation) throws IOException {
        if (lock == null) {
            lock = FolderLock.take(folder);
        }
        String base =
                unique(
                        String.format(
                                Locale.ROOT,
                                "%s-%s-%s%s",
                                baseName(name),
                                explanation.explainedClass().replaceAll("[/\\\\]", "_"),
                                explanation.layer().word(),
                                suffix(explanation.method())));
        Path overlay = folder.resolve(base + ".png");
        Overlay.write(slice, explanation, overlay);
        explanation.heatMap().writePng(folder.resolve(base + "-raw.png"));
        AtomicFile.writeString(folder.resolve(base + ".json"), explanation.toJson() + "\n");
        return overlay;
    }

    @Override
    public void close() throws IOException {
        if (lock != null) {
            lock.close();
        }
    }

    /** Grad-CAM needs no name; the others must not take its files. */
    private static String suffix(CamMethod method) {
        return method == CamMethod.GRADCAM ? "" : "-" + method.word();
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
