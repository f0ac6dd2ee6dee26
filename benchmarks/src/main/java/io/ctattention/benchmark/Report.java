package io.ctattention.benchmark;

import com.google.gson.Gson;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import io.ctattention.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints what the programs measured as Markdown, and keeps it as JSON. */
public final class Report {

    private static final Gson GSON =
            Json.INDENTED
                    .newBuilder()
                    .registerTypeAdapter(Double.class, (JsonSerializer<Double>) Report::number)
                    .create();

    private final Lines lines;

    Report(List<Measurement> lines) {
        this.lines = new Lines(lines);
    }

    /** Arguments: the file of lines, and the JSON file to write. */
    public static void main(String[] args) throws IOException {
        Report report = new Report(Measurement.read(Path.of(args[0])));
        Path json = Path.of(args[1]);
        Map<String, Object> conditions = report.conditions();
        StringBuilder text = new StringBuilder();
        conditions.forEach(
                (key, value) -> text.append(String.format(Locale.ROOT, "- %s: %s%n", key, value)));
        System.out.print(text + report.tables());
        conditions.put("measurements", report.lines.all());
        Files.createDirectories(json.toAbsolutePath().getParent());
        Files.writeString(json, json(conditions));
        System.out.println("\nJSON: " + json);
    }

    /**
     * Writes a document.
     *
     * @param document maps, lists and measurements
     * @return JSON of several lines
     */
    public static String json(Map<String, Object> document) {
        return GSON.toJson(document) + "\n";
    }

    private Map<String, Object> conditions() {
        Map<String, Object> found = new LinkedHashMap<>(Machine.describe());
        found.put(
                "Java",
                System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
        for (String name : Tables.ROWS.keySet()) {
            if (lines.has(name, "missing")) {
                found.put(name, "missing: " + lines.text(name, "missing"));
            } else if (lines.has(name, "failed")) {
                found.put(name, "failed: " + lines.text(name, "failed"));
            } else if (lines.has(name, "versions") && !name.contains("+")) {
                found.put(name, lines.text(name, "versions"));
            }
        }
        found.put("Slices", lines.text("slices", "text"));
        found.put("Rounds, in turn", lines.values("settings", null, "rounds").text(0));
        found.put("Epochs timed a round", lines.values("settings", null, "epochs").text(0));
        found.put("Load before a round (1 min)", lines.values("machine", null, "load").text(1));
        found.put("Commit", Machine.commit());
        found.put("Date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        return found;
    }

    String tables() {
        Tables tables = new Tables(lines);
        return String.format(
                Locale.ROOT,
                "%s%s%s%s%s%s",
                tables.epochs(),
                tables.ratios(),
                tables.trainings(),
                tables.predictions(),
                tables.explanations(),
                tables.jmh());
    }

    /** JSON has no NaN, which a loss may be. */
    private static JsonPrimitive number(Double value, Object type, Object context) {
        return Double.isFinite(value)
                ? new JsonPrimitive(value)
                : new JsonPrimitive(value.toString());
    }
}
