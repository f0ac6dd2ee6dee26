package io.ctattention.cli.answer;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A form that answers are written in, batch by batch, so that none of them has to wait. */
interface AnswerOutput extends Closeable {

    /** Writes the answers of a batch, whole lines of them. */
    void write(List<Map<String, Object>> answers) throws IOException;

    /** Ends what has an end; not called where answers are missing. */
    default void finish() throws IOException {}

    @Override
    default void close() throws IOException {}
}
