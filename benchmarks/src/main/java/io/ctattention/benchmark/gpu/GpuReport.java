package io.ctattention.benchmark.gpu;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.ctattention.benchmark.Lines;
import io.ctattention.benchmark.Machine;
import io.ctattention.benchmark.Measurement;
import io.ctattention.benchmark.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Prints what was measured on one GPU as Markdown, and keeps all of it as one JSON document. */
final class GpuReport {

    private GpuReport() {}

    /** Arguments: the file of lines, what the check printed, and the JSON file to write. */
    public static void main(String[] args) throws IOException {
        Lines lines = new Lines(Measurement.read(Path.of(args[0])));
        JsonObject check = check(Path.of(args[1]));
        Map<String, Object> document = new LinkedHashMap<>(conditions(lines));
        if (check != null && check.has("verdict")) {
            document.put("Check", check.get("verdict").getAsString());
        }
        document.forEach((key, value) -> System.out.printf(Locale.ROOT, "- %s: %s%n", key, value));
        System.out.print(new GpuTables(lines));
        document.put("check", check);
        document.put("measurements", lines.all());
        Files.writeString(Path.of(args[2]), Report.json(document));
    }

    private static Map<String, Object> conditions(Lines lines) {
        Map<String, Object> found = new LinkedHashMap<>();
        lines.of("machine")
                .filter(line -> line.text() != null)
                .forEach(line -> found.put(line.what(), line.text()));
        found.putAll(Machine.describe());
        found.put(
                "Java",
                System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
        for (String name : new String[] {"pytorch", "ours"}) {
            if (lines.has(name, "versions")) {
                found.put(name, lines.text(name, "versions"));
            }
        }
        found.put("Slices", lines.text("slices", "text"));
        found.put("Commit", Machine.commit());
        found.put("Date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        return found;
    }

    /** Returns the check's document, or null where it ended without one. */
    private static JsonObject check(Path file) throws IOException {
        try {
            JsonElement document = JsonParser.parseString(Files.readString(file));
            return document.isJsonObject() ? document.getAsJsonObject() : null;
        } catch (JsonParseException e) {
            return null;
        }
    }
}
