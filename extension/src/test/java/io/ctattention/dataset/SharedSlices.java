package io.ctattention.dataset;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ctattention.dataset.reading.SliceSetReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The 543 real slices, where the machine has them. */
public final class SharedSlices {

    private SharedSlices() {}

    public static Path folder() {
        Path folder = Path.of(System.getProperty("ct-attention.shared", ""), "covid-ct");
        assumeTrue(
                Files.isRegularFile(folder.resolve("manifest.csv")),
                "The system property ct-attention.shared leads to no covid-ct/manifest.csv");
        return folder;
    }

    public static SliceSet read() throws IOException {
        return SliceSetReader.read(folder(), ReadOptions.defaults());
    }
}
