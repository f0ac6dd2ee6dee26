package io.ctattention.check;

/** One check of a device. */
interface Check {

    /** The name of the row in the table. */
    String name();

    /** What the row shows, in a sentence. */
    String shows();

    /** The tolerance, in words. */
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
