package io.ctattention.image;

import java.io.IOException;

/** A file that is not a readable image. The message names the file and the fault. */
public class ImageException extends IOException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String fault;

    /** The kind of fault, for callers that treat them differently. */
    public enum Kind {
        /** The file does not exist, is not a file, or cannot be read. */
        UNREADABLE,
        /** It is not a PNG or JPEG, or of an unsupported kind. */
        UNSUPPORTED,
        /** It has more pixels or bytes than the {@link ImageLimits} allow. */
        TOO_LARGE,
        /** It is a PNG or JPEG, but damaged or incomplete. */
        DAMAGED
    }

    /**
     * Creates the exception for a damaged image.
     *
     * @param name the file's name as the user gave it
     * @param fault what is wrong with it, and what is expected
     */
    public ImageException(String name, String fault) {
        this(name, Kind.DAMAGED, fault);
    }

    /**
     * Creates the exception for a damaged image.
     *
     * @param name the file's name as the user gave it
     * @param fault what is wrong with it, and what is expected
     * @param cause what the decoder said
     */
    public ImageException(String name, String fault, Throwable cause) {
        this(name, Kind.DAMAGED, fault, cause);
    }

    /**
     * Creates the exception.
     *
     * @param name the file's name as the user gave it
     * @param kind the kind of fault
     * @param fault what is wrong with it, and what is expected
     */
    public ImageException(String name, Kind kind, String fault) {
        this(name, kind, fault, null);
    }

    /**
     * Creates the exception.
     *
     * @param name the file's name as the user gave it
     * @param kind the kind of fault
     * @param fault what is wrong with it, and what is expected
     * @param cause what the file system or the decoder said, or null
     */
    public ImageException(String name, Kind kind, String fault, Throwable cause) {
        super(name + ": " + fault, cause);
        this.kind = kind;
        this.fault = fault;
    }

    /**
     * Returns the kind of fault.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Returns the message without the file's name.
     *
     * @return what is wrong, and what is expected
     */
    public String fault() {
        return fault;
    }
}
