package io.ctattention.benchmark.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.benchmark.Lines;
import io.ctattention.benchmark.Measurement;
import java.util.List;
import org.junit.jupiter.api.Test;

class GpuTablesTest {

    @Test
    void anEpochIsComparedWithPyTorchsOfTheSamePlaceInTurn() {
        String tables =
                tables(
                        epoch("pytorch", "cbam", 0.2),
                        epoch("ours", "cbam", 0.1),
                        epoch("pytorch", "cbam", 0.5),
                        epoch("ours", "cbam", 0.4));

        assertThat(tables)
                .contains(
                        "| cbam | 0.350 (0.200 - 0.500) | - | 0.250 (0.100 - 0.400)"
                                + " | 0.65 (0.50 - 0.80) | - |\n");
    }

    @Test
    void aNetworkThatOnlyWeHaveStandsAlone() {
        assertThat(tables(epoch("ours", "se", 3))).contains("| se | - | - | 3.000 | - | - |\n");
    }

    @Test
    void predictionsAndHeatMapsAreInMilliseconds() {
        String tables =
                tables(
                        Measurement.time("pytorch", "cbam", "predict-8", 0.002, null),
                        Measurement.time("ours", "cbam", "predict-8", 0.001, null),
                        Measurement.time("ours", "cbam", "explain-8-conv", 0.0015, null));

        assertThat(tables).contains("| cbam, 8 | 2.00 | 1.00 | 0.50 | 1.50 | - |\n");
    }

    @Test
    void whatTheServiceAnsweredIsARow() {
        String tables =
                tables(
                        service("rate", 120),
                        service("p50", 8),
                        service("p99", 20.5),
                        service("refused", 3),
                        service("failed", 0));

        assertThat(tables).contains("| cbam, classifications, 64 | 120.0 | 8.0 | 20.5 | 3 | 0 |\n");
    }

    @Test
    void partsThatWereNotMeasuredAreSaidToBe() {
        String tables =
                tables(
                        Measurement.text("note", "pytorch", "not measured: there is none"),
                        new Measurement("part", null, "check", 12.4, null, null, "failed"));

        assertThat(tables)
                .contains(
                        "| check | 12 | failed |\n| pytorch |  | not measured: there is none |\n");
    }

    private static String tables(Measurement... lines) {
        return new GpuTables(new Lines(List.of(lines))).toString();
    }

    private static Measurement epoch(String name, String network, double seconds) {
        return Measurement.time(name, network, "epoch", seconds, null);
    }

    private static Measurement service(String what, double value) {
        return Measurement.value("service", "cbam", "classifications-64 " + what, value);
    }
}
