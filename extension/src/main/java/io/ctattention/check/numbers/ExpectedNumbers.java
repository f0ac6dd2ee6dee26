package io.ctattention.check.numbers;

import com.google.gson.reflect.TypeToken;
import io.ctattention.file.Json;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a right device computes, by the network's name: {@code expected.json} beside this class. It
 * was computed in float32 by the CPU whose networks, gradients and Adam the tests compare with an
 * independent implementation. {@code ExpectedNumbersTest} says how it is made again.
 *
 * @param networks the numbers of each network
 */
public record ExpectedNumbers(Map<String, NetworkNumbers> networks) {

    static final String RESOURCE = "expected.json";

    /**
     * Reads the numbers of this program.
     *
     * @return the numbers
     * @throws IOException if they are missing
     */
    public static ExpectedNumbers read() throws IOException {
        try (InputStream in = ExpectedNumbers.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new FileNotFoundException(RESOURCE + " is missing in this program");
            }
            Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
            Map<String, NetworkNumbers> networks =
                    Json.LINE.fromJson(
                            reader,
                            new TypeToken<LinkedHashMap<String, NetworkNumbers>>() {}.getType());
            return new ExpectedNumbers(networks);
        }
    }

    /** Writes them with a line for each network. */
    String toJson() {
        return networks.entrySet().stream()
                .map(e -> Json.LINE.toJson(e.getKey()) + ":" + Json.LINE.toJson(e.getValue()))
                .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
    }

    /**
     * Returns what a network computes.
     *
     * @param network its name
     * @return its numbers
     * @throws IllegalStateException if that is not known
     */
    public NetworkNumbers of(String network) {
        NetworkNumbers numbers = networks.get(network);
        if (numbers == null) {
            throw new IllegalStateException(
                    RESOURCE + " has no numbers of the network " + network + "; make it again");
        }
        return numbers;
    }
}
