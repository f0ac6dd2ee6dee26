package io.ctattention.report;

import java.util.Base64;

/** Pictures inside the page. */
final class DataUri {

    private DataUri() {}

    static String png(byte[] file) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(file);
    }
}
