package io.ctattention.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the figures were measured on. */
public final class Machine {

    private static final List<String> WANTED =
            List.of("Model name", "CPU(s)", "L2 cache", "L3 cache", "Hypervisor vendor");

    private Machine() {}

    /** Returns what lscpu(1) says of the processor; empty where there is no lscpu. */
    public static Map<String, String> describe() {
        Map<String, String> found = new LinkedHashMap<>();
        for (String line : output("lscpu").lines().toList()) {
            String[] parts = line.split(":\\s*", 2);
            if (WANTED.contains(parts[0].strip())) {
                found.put(parts[0].strip(), parts[1].strip());
            }
        }
        return found;
    }

    /** Returns the commit, with a plus if files differ from it. */
    public static String commit() {
        String commit = output("git", "rev-parse", "--short=10", "HEAD").strip();
        boolean changed = !output("git", "status", "--porcelain").isBlank();
        return commit.isEmpty() ? "unknown" : commit + (changed ? "+" : "");
    }

    private static String output(String... command) {
        List<String> words = new ArrayList<>(List.of("env", "LC_ALL=C"));
        words.addAll(List.of(command));
        try {
            var process =
                    new ProcessBuilder(words)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
