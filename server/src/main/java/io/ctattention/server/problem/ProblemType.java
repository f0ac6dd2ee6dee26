package io.ctattention.server.problem;

/** The kinds of problems of a request; each has a stable type, a title and a status. */
public enum ProblemType {
    /** The request is invalid: wrong multipart, unknown class, layer or method, no slice. */
    BAD_REQUEST("bad-request", "The request is invalid", 400),
    /** A key or token is missing or wrong. */
    UNAUTHORIZED("unauthorized", "A valid API key or token is needed", 401),
    /** The caller may not do this. */
    FORBIDDEN("forbidden", "This is not allowed", 403),
    /** There is nothing at this path. */
    NOT_FOUND("not-found", "There is nothing at this path", 404),
    /** No model has this name. */
    UNKNOWN_MODEL("unknown-model", "There is no such model", 404),
    /** The path does not support the method. */
    METHOD_NOT_ALLOWED("method-not-allowed", "This method is not allowed here", 405),
    /** None of the requested media types is available. */
    NOT_ACCEPTABLE("not-acceptable", "The accepted media types are not available", 406),
    /** The body did not arrive in time. */
    SLOW_REQUEST("slow-request", "The request took too long to arrive", 408),
    /** The body has too many bytes. */
    TOO_LARGE("too-large", "The request is too large", 413),
    /** The slice is not a PNG or JPEG that can be read. */
    NOT_AN_IMAGE("not-an-image", "This is not a PNG or JPEG image that the service can read", 415),
    /** The request is for a host that the service does not answer for. */
    MISDIRECTED("misdirected", "The service does not answer to this host name", 421),
    /** The slice is an image, but it is damaged or incomplete. */
    DAMAGED("damaged", "The image is damaged", 422),
    /** The slice has too many pixels. */
    TOO_MANY_PIXELS("too-many-pixels", "The image has too many pixels", 422),
    /** No room for more work. */
    BUSY("busy", "The service is busy", 429),
    /** Something failed that is not the caller's fault. */
    INTERNAL("internal", "The service failed", 500),
    /** The GPU has too little memory for this and the running work. */
    DEVICE_MEMORY("device-memory", "The GPU is out of memory", 503),
    /** The GPU fails until the service is restarted. */
    DEVICE_FAILED("device-failed", "The GPU failed", 503),
    /** The service is stopping. */
    NOT_READY("not-ready", "The service is not ready", 503),
    /** The work was not done within the deadline. */
    TIMEOUT("timeout", "The answer took too long", 503);

    private static final String PREFIX = "urn:ct-attention:problem:";

    private final String id;
    private final String title;
    private final int status;

    ProblemType(String id, String title, int status) {
        this.id = id;
        this.title = title;
        this.status = status;
    }

    /**
     * Returns the type's URI.
     *
     * @return such as {@code urn:ct-attention:problem:busy}
     */
    public String uri() {
        return PREFIX + id;
    }

    /**
     * Returns the type's last part, for meters and logs.
     *
     * @return such as {@code busy}
     */
    public String id() {
        return id;
    }

    /**
     * Returns the sentence that belongs to the type.
     *
     * @return without a full stop
     */
    public String title() {
        return title;
    }

    /**
     * Returns the HTTP status.
     *
     * @return from 400
     */
    public int status() {
        return status;
    }

    /**
     * Tells whether the same request may succeed a little later.
     *
     * @return whether an answer has {@code Retry-After}
     */
    public boolean passing() {
        return this == BUSY || status == 503;
    }
}
