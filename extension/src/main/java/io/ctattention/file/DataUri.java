package io.ctattention.file;

import java.util.Base64;

/** Pictures inside a page. */
public final class DataUri {

    private DataUri() {}

    /**
     * Makes an address that is the picture itself.
     *
     * @param file the bytes of a PNG
     * @return an address for {@code src}
     */
    public static String png(byte[] file) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(file);
    }
}
