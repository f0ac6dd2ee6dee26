package io.ctattention.server.problem;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Why a request has no answer, in the form of RFC 9457.
 *
 * @param type a URI that stays the same, such as {@code urn:ct-attention:problem:damaged}
 * @param title what belongs to the type
 * @param status the HTTP status
 * @param detail what is wrong with this request
 */
@Schema(
        description = "Why a request has no answer (RFC 9457)",
        requiredProperties = {"type", "title", "status", "detail"})
public record Problem(String type, String title, int status, String detail) {

    /** The media type of problems. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** A detail may repeat what a caller wrote. */
    private static final int LONGEST_DETAIL = 1000;

    /**
     * Describes a problem.
     *
     * @param type its type
     * @param detail what is wrong with this request, in a sentence without its full stop
     * @return the problem
     */
    public static Problem of(ProblemType type, String detail) {
        return new Problem(
                type.uri(), type.title(), type.status(), PlainLine.of(detail, LONGEST_DETAIL));
    }
}
