package io.ctattention.cli;

import java.io.IOException;
import java.io.OutputStream;

/** Standard output as bytes. Closing it leaves it open. */
final class StandardOutput extends OutputStream {

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b});
    }

    @Override
    public void write(byte[] content, int offset, int length) throws IOException {
        System.out.write(content, offset, length);
        if (System.out.checkError()) { // flushes, too
            throw new IOException("standard output cannot be written to");
        }
    }
}
