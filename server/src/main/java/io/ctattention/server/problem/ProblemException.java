package io.ctattention.server.problem;

import io.ctattention.image.ImageException;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemType type;

    /**
     * Creates the exception.
     *
     * @param type the problem's type
     * @param detail what is wrong with this request
     */
    public ProblemException(ProblemType type, String detail) {
        super(detail, null, false, false); // no stack trace: it is an answer
        this.type = type;
    }

    /**
     * Says what is wrong with a slice, without its name: that may be a patient's.
     *
     * @param e the decoder's exception
     * @return the exception
     */
    public static ProblemException of(ImageException e) {
        return new ProblemException(
                switch (e.kind()) {
                    case UNSUPPORTED -> ProblemType.NOT_AN_IMAGE;
                    case TOO_LARGE -> ProblemType.TOO_MANY_PIXELS;
                    case DAMAGED, UNREADABLE -> ProblemType.DAMAGED;
                },
                "The slice " + sentence(e.fault()));
    }

    /** Messages continue after a name: "is a GIF image ..." or "its header declares ...". */
    private static String sentence(String fault) {
        return fault.startsWith("is ") ? fault : "cannot be read: " + fault;
    }

    /**
     * Returns the problem's type.
     *
     * @return the type
     */
    public ProblemType type() {
        return type;
    }

    /**
     * Returns the problem as it is answered.
     *
     * @return the problem
     */
    public Problem problem() {
        return Problem.of(type, getMessage());
    }
}
