package io.ctattention.server;

import java.util.List;

/**
 * The slices in a request's body: the body itself, or the file parts of a multipart body. They
 * never touch a disk, where they would outlive the answer.
 */
final class Uploads {

    private static final String MULTIPART = "multipart/";

    private final int most;

    Uploads(int most) {
        this.most = most;
    }

    /**
     * Finds the slices.
     *
     * @throws ProblemException if there is none, there are too many, or the multipart body is not
     *     what it should be
     */
    List<Upload> of(String contentType, byte[] body) {
        List<Upload> uploads =
                isMultipart(contentType)
                        ? Multipart.files(contentType, body, most)
                        : List.of(new Upload(UploadName.UNNAMED, body));
        if (uploads.isEmpty()) {
            throw wrong("The multipart body has no file part; each slice is one");
        }
        if (uploads.size() == 1 && uploads.get(0).content().length == 0) {
            throw wrong("There is no slice; the body is one PNG or JPEG, or multipart/form-data");
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
