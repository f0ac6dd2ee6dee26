package io.ctattention.check;

import java.util.Locale;

/**
 * What a check found.
 *
 * @param outcome whether the device is right
 * @param measured what was measured, or why nothing was
 */
record Finding(CheckRow.Outcome outcome, String measured) {

    static Finding of(boolean right, String measured, Object... values) {
        return new Finding(
                right ? CheckRow.Outcome.PASSED : CheckRow.Outcome.FAILED,
                String.format(Locale.ROOT, measured, values));
    }

    static Finding notMeasured(String reason) {
        return new Finding(CheckRow.Outcome.NOT_MEASURED, reason);
    }
}
