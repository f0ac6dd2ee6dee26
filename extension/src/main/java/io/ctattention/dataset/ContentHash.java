package io.ctattention.dataset;

import io.ctattention.image.ImageException;
import io.ctattention.image.SliceDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** SHA-256 of files, and of a list of slices. */
public final class ContentHash {

    private ContentHash() {}

    /**
     * Hashes a file's bytes.
     *
     * @param file the file
     * @return its SHA-256, 64 hexadecimal digits
     * @throws IOException if it cannot be read
     */
    public static String of(Path file) throws IOException {
        return hex(sha256().digest(Files.readAllBytes(file)));
    }

    /** The SHA-256 of each slice's file. */
    static List<byte[]> contents(List<Slice> slices) {
        Map<Slice, ImageException> faults = new ConcurrentHashMap<>();
        List<byte[]> contents =
                slices.parallelStream().map(slice -> content(slice, faults)).toList();
        if (!faults.isEmpty()) {
            var unreadable =
                    new UnreadableSlicesException(
                            slices.stream().map(faults::get).filter(Objects::nonNull).toList(),
                            slices.size());
            throw new UncheckedIOException(unreadable.getMessage(), unreadable);
        }
        return contents;
    }

    /** The digest of names, labels and contents in the order given. */
    static String of(List<Slice> slices, List<byte[]> contents) {
        MessageDigest digest = sha256();
        for (int i = 0; i < contents.size(); i++) {
            Slice slice = slices.get(i);
            String line = slice.name() + '\0' + slice.label() + '\0' + hex(contents.get(i)) + '\n';
            digest.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return hex(digest.digest());
    }

    private static byte[] content(Slice slice, Map<Slice, ImageException> faults) {
        try {
            return sha256().digest(Files.readAllBytes(slice.file()));
        } catch (IOException e) {
            faults.put(slice, SliceDecoder.unreadable(slice.file(), e));
            return new byte[0];
        }
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
