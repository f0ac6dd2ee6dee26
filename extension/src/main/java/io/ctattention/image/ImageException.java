package io.ctattention.image;

import java.io.IOException;

/** A file that is no readable image. The message names the file and the fault. */
public class ImageException extends IOException {

    /**
     * Creates the exception.
     *
     * @param name the file's name as the user gave it
     * @param fault what is wrong with it, and what is expected
     */
    public ImageException(String name, String fault) {
        super(name + ": " + fault);
    }

    /**
     * Creates the exception.
     *
     * @param name the file's name as the user gave it
     * @param fault what is wrong with it, and what is expected
     * @param cause what the file system or the decoder said
     */
    public ImageException(String name, String fault, Throwable cause) {
        super(name + ": " + fault, cause);
    }
}
