package io.ctattention.report;

import java.util.stream.DoubleStream;

/**
 * An axis of a plot.
 *
 * @param title what it shows
 * @param min the least value on it
 * @param max the greatest
 * @param pattern of its numbers, as {@link java.text.DecimalFormat} has it
 */
record PlotAxis(String title, double min, double max, String pattern) {

    /** A little room at both ends, without which XChart leaves out their labels. */
    private static final double ROOM = 0.015;

    double start() {
        return min - ROOM * (max - min);
    }

    double end() {
        return max + ROOM * (max - min);
    }

    /** From 0 to 1. */
    static PlotAxis share(String title) {
        return new PlotAxis(title, 0, 1, "0.0");
    }

    /** Percent around shares: from the tens below the least to those above the greatest. */
    static PlotAxis percentAround(String title, DoubleStream shares) {
        var range = shares.filter(Double::isFinite).summaryStatistics();
        if (range.getCount() == 0) {
            return new PlotAxis(title, 0, 100, "0");
        }
        double low = Math.max(0, Math.floor(range.getMin() * 10) * 10);
        double high = Math.min(100, Math.ceil(range.getMax() * 10) * 10);
        double top = high > low ? high : low + 10;
        return new PlotAxis(title, low, top, "0");
    }
}
