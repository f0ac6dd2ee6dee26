package io.ctattention.server.upload;

import io.ctattention.server.problem.ProblemException;
import io.ctattention.server.problem.ProblemType;
import java.util.List;

/**
 * The slices in a request's body: the body itself, or the file parts of a multipart body. They
 * never touch a disk, where they would outlive the answer.
 */
public final class Uploads {

    private static final String MULTIPART = "multipart/";

    private final int most;

    /**
     * Looks for slices.
     *
     * @param most how many a request may bring
     */
    public Uploads(int most) {
        this.most = most;
    }

    /**
     * Finds the slices.
     *
     * @param contentType the body's, or null
     * @param body the whole body
     * @return one or more
     * @throws ProblemException if there is none, there are too many, or the multipart body is not
     *     what it should be
     */
    public List<Upload> of(String contentType, byte[] body) {
        List<Upload> uploads =
                isMultipart(contentType)
                        ? Multipart.files(contentType, body, most)
                        : List.of(new Upload(UploadName.UNNAMED, body));
        if (uploads.isEmpty()) {
            throw wrong("The multipart body has no file part; send each slice as a file part");
        }
        if (uploads.size() == 1 && uploads.get(0).content().length == 0) {
            throw wrong("The request has no slice; send one PNG or JPEG, or multipart/form-data");
        }
        return uploads;
    }

    private static boolean isMultipart(String contentType) {
        return contentType != null
                && contentType.strip().regionMatches(true, 0, MULTIPART, 0, MULTIPART.length());
    }

    private static ProblemException wrong(String detail) {
        return new ProblemException(ProblemType.BAD_REQUEST, detail);
    }
}
