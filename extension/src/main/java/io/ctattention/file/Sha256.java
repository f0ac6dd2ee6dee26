package io.ctattention.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of contents. */
public final class Sha256 {

    private Sha256() {}

    /**
     * Hashes a file's bytes.
     *
     * @param file the file
     * @return 64 hexadecimal digits
     * @throws IOException if it cannot be read
     */
    public static String of(Path file) throws IOException {
        return hex(digest().digest(Files.readAllBytes(file)));
    }

    /**
     * Writes a hash down.
     *
     * @param hash its bytes
     * @return two hexadecimal digits for each
     */
    public static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    /**
     * Starts a hash.
     *
     * @return a digest of nothing yet
     */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
