package io.ctattention.benchmark;

import com.google.gson.Gson;
import io.ctattention.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One line of what a program measured, as JSON on standard output. The programs in other languages
 * print the same fields.
 *
 * @param name the program and its setting, a row of a table
 * @param network baseline or cbam; null where it does not matter
 * @param what the quantity
 * @param seconds wall-clock seconds, null for other quantities
 * @param cpu seconds of processor time of the whole process, user and system; null if not known
 * @param value a quantity that is no time
 * @param text versions, or why something is missing
 */
public record Measurement(
        String name,
        String network,
        String what,
        Double seconds,
        Double cpu,
        Double value,
        String text) {

    static final Gson GSON =
            Json.LINE
                    .newBuilder()
                    .serializeSpecialFloatingPointValues() // a loss may be NaN
                    .create();

    /** Returns a time; {@code cpu} may be null. */
    public static Measurement time(
            String name, String network, String what, double seconds, Double cpu) {
        return new Measurement(name, network, what, seconds, cpu, null, null);
    }

    /** Returns a quantity that is no time. */
    public static Measurement value(String name, String network, String what, double value) {
        return new Measurement(name, network, what, null, null, value, null);
    }

    /** Returns versions, or why something is missing. */
    public static Measurement text(String name, String what, String text) {
        return new Measurement(name, null, what, null, null, null, text);
    }

    /** Prints the line. */
    public void print() {
        System.out.println(GSON.toJson(this));
    }

    /** Reads the lines of several programs. */
    public static List<Measurement> read(Path lines) throws IOException {
        return Files.readAllLines(lines).stream()
                .filter(line -> line.startsWith("{"))
                .map(line -> GSON.fromJson(line, Measurement.class))
                .toList();
    }
}
