package io.ctattention.cli.option;

import io.ctattention.dataset.LeftOut;
import io.ctattention.dataset.SliceFiles;
import io.ctattention.file.NameEncoding;
import io.ctattention.image.ImageLimits;
import io.ctattention.model.SliceSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The slices that are named on the command line: files, folders, and {@code -}. */
public final class SliceInputs {

    /** Stands for standard input. */
    public static final String STANDARD_INPUT = "-";

    private SliceInputs() {}

    /**
     * Finds them. A folder stands for the PNG and JPEG files below it, in a fixed order.
     *
     * @param names what was named
     * @param err standard error
     * @return what is to be read; a name that stands for none is a fault among them
     * @throws IOException if a folder or standard input cannot be read
     */
    public static List<SliceSource> of(List<String> names, PrintWriter err) throws IOException {
        List<SliceSource> sources = new ArrayList<>();
        for (String name : names) {
            Path path = path(name);
            if (path == null) {
                sources.add(SliceSource.unreadable(name, NameEncoding.fault()));
            } else if (name.equals(STANDARD_INPUT)) {
                long most = ImageLimits.DEFAULT.maxBytes() + 1;
                byte[] content = System.in.readNBytes((int) most);
                sources.add(SliceSource.of(STANDARD_INPUT, content));
            } else if (Files.isDirectory(path)) {
                SliceFiles found = SliceFiles.under(path);
                tell(path, found.leftOut(), err);
                if (found.files().isEmpty() && found.closed().isEmpty()) {
                    sources.add(SliceSource.unreadable(name, "contains no PNG or JPEG file"));
                }
                found.files().forEach(file -> sources.add(SliceSource.of(file)));
                found.closed().forEach(folder -> sources.add(SliceSource.of(folder)));
            } else {
                sources.add(SliceSource.of(path));
            }
        }
        return sources;
    }

    /**
     * Refuses to overwrite a slice.
     *
     * @param output the file that would be replaced
     * @throws FileAlreadyExistsException if it is an image
     */
    public static void requireNoSlice(Path output) throws FileAlreadyExistsException {
        if (Files.isRegularFile(output) && SliceFiles.isImage(output)) {
            throw new FileAlreadyExistsException(
                    output.toString(), null, "is an image; choose another name for the output");
        }
    }

    /** Lists what a folder contains besides slices. */
    static void tell(Path folder, LeftOut leftOut, PrintWriter err) {
        if (leftOut.count() > 0) {
            err.println(String.format(Locale.ROOT, "Skipped in %s: %s", folder, leftOut));
            err.flush();
        }
    }

    /** Null if the locale's character set cannot write the name, or could not read it. */
    private static Path path(String name) {
        try {
            Path path = Path.of(name);
            return name.contains("\uFFFD") && Files.notExists(path) ? null : path;
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
