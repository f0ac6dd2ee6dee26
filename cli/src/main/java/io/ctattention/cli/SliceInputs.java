package io.ctattention.cli;

import io.ctattention.dataset.SliceFiles;
import io.ctattention.image.ImageLimits;
import io.ctattention.model.SliceReader.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The slices that are named on the command line: files, folders, and {@code -}. */
final class SliceInputs {

    static final String STANDARD_INPUT = "-";

    private SliceInputs() {}

    /** Finds them. A folder stands for the PNG and JPEG files below it, in a fixed order. */
    static List<Source> of(List<String> names) throws IOException {
        List<Source> sources = new ArrayList<>();
        for (String name : names) {
            Path path = Path.of(name);
            if (name.equals(STANDARD_INPUT)) {
                long most = ImageLimits.DEFAULT.maxBytes() + 1;
                byte[] content = System.in.readNBytes((int) most);
                sources.add(new Source(STANDARD_INPUT, null, content));
            } else if (Files.isDirectory(path)) {
                List<Path> files = SliceFiles.under(path).files();
                if (files.isEmpty()) {
                    sources.add(Source.of(path)); // reading it says what is wrong with it
                }
                files.forEach(file -> sources.add(Source.of(file)));
            } else {
                sources.add(Source.of(path));
            }
        }
        return sources;
    }
}
