package io.ctattention.check;

import io.ctattention.check.CheckRow.Outcome;
import io.ctattention.file.Json;
import io.ctattention.file.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a check of a device found.
 *
 * @param device the device's word
 * @param rows a row for each check, in order
 */
public record CheckReport(String device, List<CheckRow> rows) {

    /** Copies the list. */
    public CheckReport {
        rows = List.copyOf(rows);
    }

    /**
     * Tells whether the device may be used.
     *
     * @return whether no check failed
     */
    public boolean right() {
        return count(Outcome.FAILED) == 0;
    }

    /**
     * Returns the verdict.
     *
     * @return a sentence, such as "The device cpu is right: 16 checks passed, 2 not measured"
     */
    public String verdict() {
        long failed = count(Outcome.FAILED);
        long notMeasured = count(Outcome.NOT_MEASURED);
        List<String> counts = new ArrayList<>();
        if (failed > 0) {
            counts.add(checks(failed) + " failed");
        }
        long passed = count(Outcome.PASSED);
        counts.add((failed > 0 ? passed : checks(passed)) + " passed");
        if (notMeasured > 0) {
            counts.add(notMeasured + " not measured");
        }
        return String.format(
                Locale.ROOT,
                "The device %s is %s: %s",
                device,
                right() ? "right" : "wrong",
                String.join(", ", counts));
    }

    private static String checks(long count) {
        return count + (count == 1 ? " check" : " checks");
    }

    private long count(Outcome outcome) {
        return rows.stream().filter(row -> row.outcome() == outcome).count();
    }

    private double seconds() {
        return rows.stream().mapToDouble(CheckRow::seconds).sum();
    }

    /**
     * Lays out the rows and the verdict.
     *
     * @return lines of text
     */
    public String text() {
        TextTable table = new TextTable(Set.of(0, 1, 3, 4));
        table.row(List.of("check", "outcome", "seconds", "measured", "tolerance"));
        for (CheckRow row : rows) {
            table.row(
                    List.of(
                            row.name(),
                            row.outcome().text(),
                            String.format(Locale.ROOT, "%.1f", row.seconds()),
                            row.measured(),
                            row.tolerance()));
        }
        return String.format(Locale.ROOT, "%s%n%s (%.1f s)%n", table, verdict(), seconds());
    }

    /**
     * Writes the same as JSON: device, right, verdict, passed, failed, notMeasured, seconds and
     * checks (name, shows, tolerance, outcome, measured, seconds).
     *
     * @return one object
     */
    public String toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("device", device);
        json.put("right", right());
        json.put("verdict", verdict());
        json.put("passed", count(Outcome.PASSED));
        json.put("failed", count(Outcome.FAILED));
        json.put("notMeasured", count(Outcome.NOT_MEASURED));
        json.put("seconds", rounded(seconds()));
        json.put("checks", rows.stream().map(CheckReport::toMap).toList());
        return Json.INDENTED.toJson(json);
    }

    private static Map<String, Object> toMap(CheckRow row) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", row.name());
        map.put("shows", row.shows());
        map.put("tolerance", row.tolerance());
        map.put("outcome", row.outcome().text().toLowerCase(Locale.ROOT));
        map.put("measured", row.measured());
        map.put("seconds", rounded(row.seconds()));
        return map;
    }

    private static double rounded(double seconds) {
        return Math.round(1000 * seconds) / 1000.0;
    }
}
