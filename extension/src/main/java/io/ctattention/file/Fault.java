package io.ctattention.file;

/** The root cause of an exception or error. */
public final class Fault {

    private Fault() {}

    /**
     * Returns the root cause in words.
     *
     * @param fault what was thrown
     * @return its kind and its message, without its package: "UnsatisfiedLinkError:
     *     libfreetype.so.6: cannot open shared object file"
     */
    public static String text(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String kind = root.getClass().getSimpleName();
        String message = root.getMessage();
        return message == null || message.isBlank() ? kind : kind + ": " + message.strip();
    }
}
