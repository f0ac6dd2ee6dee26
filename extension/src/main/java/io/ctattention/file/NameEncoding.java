package io.ctattention.file;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * File names that the locale's character set can write. Java shows the others with replacement
 * characters, so that two files may have one name, and none leads back to its file.
 */
public final class NameEncoding {

    private NameEncoding() {}

    /**
     * Looks whether a file's name as text names the file.
     *
     * @param file a file, as a folder lists it
     * @return empty if so; else a name that shows its bytes
     */
    public static Optional<String> unwritable(Path file) {
        try {
            if (Path.of(file.toString()).equals(file)) {
                return Optional.empty();
            }
        } catch (InvalidPathException e) { // said below
        }
        return Optional.of(file.toUri().getRawPath());
    }

    /**
     * Says that a name cannot be written.
     *
     * @return what is wrong with the name, and what to do
     */
    public static String fault() {
        String charset = System.getProperty("sun.jnu.encoding", "unknown");
        return charset.equals(StandardCharsets.UTF_8.name())
                ? "this name is not UTF-8 (unpacked from an archive?); rename it"
                : String.format(
                        Locale.ROOT,
                        "this name has characters that the locale's character set (%s) lacks; set LC_ALL=C.UTF-8",
                        charset);
    }
}
