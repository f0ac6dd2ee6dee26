package io.ctattention.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

    @Test
    void aRowHasTheMedianAndTheSpreadOfItsEpochs() {
        String tables =
                tables(
                        epoch("ours", "baseline", 4),
                        epoch("ours", "baseline", 1),
                        epoch("ours", "baseline", 2),
                        epoch("ours", "cbam", 3));

        assertThat(tables)
                .contains("| ours, as `./ct-attention` runs it | 2.0 (1.0 - 4.0) | 3.0 |\n");
    }

    @Test
    void oursIsComparedWithTheEpochOfTheSameRound() {
        String tables =
                tables(
                        epoch("djl", "cbam", 2),
                        epoch("ours", "cbam", 1),
                        epoch("djl", "cbam", 20),
                        epoch("ours", "cbam", 10));

        assertThat(tables).contains("| plain DJL loop as installed | - | 0.50 (0.50 - 0.50) |\n");
    }

    @Test
    void aProgramThatCannotRunIsSaidToBeMissing() {
        String tables =
                tables(
                        epoch("ours", "cbam", 1),
                        Measurement.text("pytorch", "missing", "not installed"));

        assertThat(tables).contains("| PyTorch as installed | missing | missing |\n");
    }

    @Test
    void theFloorIsTheArithmeticAtTheRateOfAMatrixProduct() {
        String tables =
                tables(
                        epoch("ours", "baseline", 9),
                        Measurement.value("slices", null, "count", 425),
                        Measurement.value("floor", null, "sgemm", 150),
                        Measurement.value("floor", null, "copy", 53));

        // By hand: 425 slices of 2 (2 * 27.4 + 3 (139.5 + 62.0 + 6.9)) million operations, 578e9,
        // at 150e9 a second; the 7 x 7 convolutions add 10e9 and 27.3e9 bytes at 53e9 0.5 s.
        assertThat(tables).contains("| floor | 3.9 | 4.4 |\n");
    }

    private static String tables(Measurement... lines) {
        return new Report(List.of(lines)).tables();
    }

    private static Measurement epoch(String name, String network, double seconds) {
        return Measurement.time(name, network, "epoch", seconds, null);
    }
}
