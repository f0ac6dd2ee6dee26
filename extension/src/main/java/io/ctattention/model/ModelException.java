package io.ctattention.model;

import java.io.IOException;
import java.nio.file.Path;

/** A model folder or weight file that cannot be used. The message names the file and the reason. */
public class ModelException extends IOException {

    /**
     * Creates the exception.
     *
     * @param file the file or folder at fault
     * @param reason what was found, and what is needed
     */
    public ModelException(Path file, String reason) {
        super(file + ": " + reason);
    }

    /**
     * Creates the exception.
     *
     * @param file the file or folder at fault
     * @param reason what was found, and what is needed
     * @param cause what revealed it
     */
    public ModelException(Path file, String reason, Throwable cause) {
        super(file + ": " + reason, cause);
    }
}
