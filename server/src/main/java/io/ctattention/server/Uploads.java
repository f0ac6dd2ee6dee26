package io.ctattention.server;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.EndOfDataDecoderException;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The slices in a request's body: the body itself, or the file parts of a multipart body. They
 * never touch a disk, where they would outlive the answer.
 */
final class Uploads {

    private static final String UNNAMED = "slice";
    private static final String MULTIPART = "multipart/";
    private static final int LONGEST_NAME = 200;

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
                        ? parts(contentType, body)
                        : List.of(new Upload(UNNAMED, body));
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

    private List<Upload> parts(String contentType, byte[] body) {
        FullHttpRequest request =
                new DefaultFullHttpRequest(
                        HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(body));
        request.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        HttpPostMultipartRequestDecoder decoder = null;
        try {
            decoder =
                    new HttpPostMultipartRequestDecoder(new DefaultHttpDataFactory(false), request);
            return files(decoder);
        } catch (IOException | RuntimeException e) { // the decoder throws several kinds
            if (e instanceof ProblemException problem) {
                throw problem;
            }
            throw wrong(
                    "The multipart body cannot be read; is its boundary right, and is it whole?");
        } finally {
            if (decoder != null) {
                decoder.destroy();
            }
        }
    }

    private List<Upload> files(HttpPostMultipartRequestDecoder decoder) throws IOException {
        List<Upload> files = new ArrayList<>();
        try {
            while (decoder.hasNext()) {
                InterfaceHttpData part = decoder.next();
                if (part instanceof FileUpload file) {
                    if (files.size() == most) {
                        throw wrong(
                                String.format(
                                        Locale.ROOT,
                                        "There are more than %d slices in the request",
                                        most));
                    }
                    files.add(new Upload(name(file.getFilename(), files.size() + 1), file.get()));
                }
            }
        } catch (EndOfDataDecoderException e) {
            return files; // the closing boundary was there
        }
        if (decoder.currentPartialHttpData() != null) {
            throw wrong("The multipart body ends within a part");
        }
        return files;
    }

    /**
     * The last part of a file's name, in one line: browsers send names alone, others send paths.
     */
    private static String name(String sent, int number) {
        String last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        String line = last.replaceAll("\\p{Cntrl}", "").strip();
        if (line.isEmpty()) {
            return UNNAMED + " " + number;
        }
        return line.length() > LONGEST_NAME ? line.substring(0, LONGEST_NAME) : line;
    }

    private static ProblemException wrong(String detail) {
        return new ProblemException(ProblemType.BAD_REQUEST, detail);
    }
}
