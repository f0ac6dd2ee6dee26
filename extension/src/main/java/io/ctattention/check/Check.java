package io.ctattention.check;

/** One thing that a device must do right. */
interface Check {

    /** What a row of the table is called. */
    String name();

    /** What the row shows, in a sentence. */
    String shows();

    /** How far a device may be off, in words. */
    String tolerance();

    /**
     * Tries it.
     *
     * @param trial the device, and what checks share
     * @return what was found
     * @throws Exception if it could not be tried to its end; that is a failure, too
     */
    Finding find(Trial trial) throws Exception;
}
