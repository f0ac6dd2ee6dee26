package io.ctattention.check;

/** Follows a check of a device. */
public interface CheckListener {

    /** Ignores all events. */
    CheckListener NONE = new CheckListener() {};

    /**
     * A check starts.
     *
     * @param name what is checked
     * @param number the row, from 1
     * @param rows all rows
     */
    default void started(String name, int number, int rows) {}

    /**
     * A check is done.
     *
     * @param row what came out
     * @param number the row, from 1
     * @param rows all rows
     */
    default void done(CheckRow row, int number, int rows) {}
}
