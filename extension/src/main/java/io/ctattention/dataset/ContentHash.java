package io.ctattention.dataset;

import io.ctattention.file.Sha256;
import io.ctattention.image.ImageException;
import io.ctattention.image.SliceDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** SHA-256 of slices, one by one and all together. */
final class ContentHash {

    private ContentHash() {}

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
        MessageDigest digest = Sha256.digest();
        for (int i = 0; i < contents.size(); i++) {
            Slice slice = slices.get(i);
            String line =
                    slice.name() + '\0' + slice.label() + '\0' + Sha256.hex(contents.get(i)) + '\n';
            digest.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return Sha256.hex(digest.digest());
    }

    private static byte[] content(Slice slice, Map<Slice, ImageException> faults) {
        try {
            return Sha256.digest().digest(Files.readAllBytes(slice.file()));
        } catch (IOException e) {
            faults.put(slice, SliceDecoder.unreadable(slice.file(), e));
            return new byte[0];
        }
    }
}
