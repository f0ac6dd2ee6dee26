package io.ctattention.check;

/**
 * One row of a device's check.
 *
 * @param name what was checked
 * @param shows what the row shows, in a sentence
 * @param tolerance how far the device may be off, in words
 * @param outcome whether it is right
 * @param measured what was measured; why not, where nothing was; the failure, if an exception ended
 *     the check
 * @param seconds how long it took
 */
public record CheckRow(
        String name,
        String shows,
        String tolerance,
        Outcome outcome,
        String measured,
        double seconds) {

    /** The outcome of a check. */
    public enum Outcome {
        /** The device is right, within the tolerance. */
        PASSED("passed"),
        /** It is wrong, or an exception ended the check. */
        FAILED("FAILED"),
        /** There is nothing to measure on this device, or no way to. */
        NOT_MEASURED("not measured");

        private final String text;

        Outcome(String text) {
            this.text = text;
        }

        /**
         * Returns the outcome as tables show it.
         *
         * @return passed, FAILED or not measured
         */
        public String text() {
            return text;
        }
    }
}
