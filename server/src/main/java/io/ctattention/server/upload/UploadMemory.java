package io.ctattention.server.upload;

import java.util.HashMap;
import java.util.Map;

/**
 * The memory that the bodies of requests take, and who takes how much of it. What counts is what
 * has arrived, never what was announced.
 *
 * <p>A caller has as much as he leaves free: alone he gets half, beside one who has his half a
 * quarter, and so on. So nobody takes what the next caller needs, and no share has to be
 * configured. (These are the dynamic thresholds by which switches share their buffers: Choudhury
 * and Hahne, 1998.) A caller's only body may grow for as long as there is any memory at all.
 */
final class UploadMemory {

    private final long size;
    private final Map<String, Caller> callers = new HashMap<>();
    private long taken;

    /**
     * Creates the memory.
     *
     * @param size how much there is, in bytes
     */
    UploadMemory(long size) {
        this.size = size;
    }

    /** What the bodies of a caller take. */
    private static final class Caller {
        private int bodies;
        private long taken;
    }

    /** Begins a body of a caller. */
    synchronized Body begin(String name) {
        Caller caller = callers.computeIfAbsent(name, absent -> new Caller());
        caller.bodies++;
        return new Body(name, caller);
    }

    /** What a body takes, until it is closed. */
    final class Body implements AutoCloseable {

        private final String name;
        private final Caller caller;
        private long taken;
        private boolean closed;

        private Body(String name, Caller caller) {
            this.name = name;
            this.caller = caller;
        }

        /**
         * Takes memory for what has arrived.
         *
         * @return whether there was enough; if not, nothing is taken
         */
        boolean grow(int bytes) {
            synchronized (UploadMemory.this) {
                long free = size - UploadMemory.this.taken - bytes;
                if (closed || free < 0 || caller.bodies > 1 && caller.taken + bytes > free) {
                    return false;
                }
                add(bytes);
                return true;
            }
        }

        private void add(long bytes) {
            taken += bytes;
            caller.taken += bytes;
            UploadMemory.this.taken += bytes;
        }

        /** Gives back what the body took; once. */
        @Override
        public void close() {
            synchronized (UploadMemory.this) {
                if (closed) {
                    return;
                }
                closed = true;
                add(-taken);
                if (--caller.bodies == 0) {
                    callers.remove(name);
                }
            }
        }
    }
}
