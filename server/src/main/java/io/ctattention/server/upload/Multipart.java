package io.ctattention.server.upload;

import io.ctattention.server.problem.ProblemException;
import io.ctattention.server.problem.ProblemType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jboss.resteasy.reactive.common.headers.HeaderUtil;
import org.jboss.resteasy.reactive.common.util.CaseInsensitiveMap;
import org.jboss.resteasy.reactive.server.core.multipart.MultipartParser;

/**
 * The file parts of a {@code multipart/form-data} body (RFC 7578), found in one pass: a byte costs
 * the same whatever its neighbours are. What describes the parts is bounded, so that it is not what
 * a caller makes the service work on.
 */
final class Multipart implements MultipartParser.PartHandler {

    private static final String TYPE = "multipart/form-data";

    /** RFC 2046, 5.1.1. */
    private static final int LONGEST_BOUNDARY = 70;

    /** Within so many bytes a part begins, goes on or ends; browsers need some hundred. */
    private static final int PIECE = 8 * 1024;

    private static final int MOST_FIELDS = 128;

    private static final Set<String> PLAIN = Set.of("binary", "8bit", "7bit");

    private final int most;
    private final List<Upload> files = new ArrayList<>();
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private String name;
    private boolean within;
    private boolean heard;
    private int fields;

    private Multipart(int most) {
        this.most = most;
    }

    /**
     * Finds the files.
     *
     * @param type the content type
     * @param most how many files there may be
     * @throws ProblemException if the body is not what it should be, or there are more
     */
    static List<Upload> files(String type, byte[] body, int most) {
        Multipart parts = new Multipart(most);
        try {
            parts.read(boundary(type), body);
        } catch (IOException | RuntimeException e) { // the parser throws several kinds
            if (e instanceof ProblemException problem) {
                throw problem;
            }
            throw unreadable();
        }
        return parts.files;
    }

    private static byte[] boundary(String type) {
        String boundary =
                type.strip().regionMatches(true, 0, TYPE, 0, TYPE.length())
                        ? HeaderUtil.extractQuotedValueFromHeader(type, "boundary")
                        : null;
        if (boundary == null || boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
            throw unreadable();
        }
        return boundary.getBytes(StandardCharsets.ISO_8859_1);
    }

    private void read(byte[] boundary, byte[] body) throws IOException {
        MultipartParser.ParseState parser =
                MultipartParser.beginParse(this, boundary, StandardCharsets.UTF_8.name());
        for (int from = 0; from < body.length && !parser.isComplete(); from += PIECE) {
            heard = false;
            parser.parse(ByteBuffer.wrap(body, from, Math.min(PIECE, body.length - from)));
            if (!heard && body.length - from > PIECE) {
                throw wrong(
                        String.format(
                                Locale.ROOT,
                                "The multipart body has %d bytes without a part; check whether its"
                                        + " headers are too long",
                                PIECE));
            }
        }
        if (!parser.isComplete() && (within || !files.isEmpty())) {
            throw wrong("The multipart body ends within a part");
        }
    }

    @Override
    public void beginPart(CaseInsensitiveMap<String> headers) {
        heard = true;
        within = true;
        if (encoded(headers.getFirst("Content-Transfer-Encoding"))) { // RFC 7578, 4.7
            throw wrong(
                    "Send each part of a multipart body as binary data, not in base64 or another"
                            + " encoding");
        }
        String disposition = headers.getFirst("Content-Disposition");
        name =
                disposition == null
                        ? null
                        : HeaderUtil.extractQuotedValueFromHeaderWithEncoding(
                                disposition, "filename");
        if (name != null && files.size() == most) {
            throw wrong(String.format(Locale.ROOT, "The request has more than %d slices", most));
        }
        if (name == null && ++fields > MOST_FIELDS) {
            throw wrong("The multipart body has too many parts that are not files");
        }
    }

    private static boolean encoded(String encoding) {
        return encoding != null && !PLAIN.contains(encoding.toLowerCase(Locale.ROOT));
    }

    @Override
    public void data(ByteBuffer piece) {
        heard = true;
        if (name != null) {
            content.write(piece.array(), piece.arrayOffset() + piece.position(), piece.remaining());
        }
    }

    @Override
    public void endPart() {
        heard = true;
        within = false;
        if (name != null) {
            files.add(new Upload(UploadName.of(name, files.size() + 1), content.toByteArray()));
            content.reset();
        }
    }

    private static ProblemException unreadable() {
        return wrong(
                "The multipart body cannot be read; check that its boundary is right and that it is"
                        + " complete");
    }

    private static ProblemException wrong(String detail) {
        return new ProblemException(ProblemType.BAD_REQUEST, detail);
    }
}
