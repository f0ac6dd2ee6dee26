package io.ctattention.check;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ctattention.block.attention.AttentionSpec.Kind;
import io.ctattention.check.CheckRow.Outcome;
import io.ctattention.check.numbers.ExpectedNumbers;
import io.ctattention.check.numbers.NetworkNumbers;
import io.ctattention.check.numbers.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeviceCheckTest {

    private static CheckReport check(ExpectedNumbers expected, Check... checks) throws IOException {
        return new DeviceCheck(Device.cpu(), expected, List.of(checks))
                .run(CheckListener.NONE, () -> false);
    }

    /** A check that finds something without computing. */
    private record Said(String name, Finding finding, RuntimeException fault) implements Check {

        Said(boolean right) {
            this(right ? "right" : "wrong", Finding.of(right, "said"), null);
        }

        @Override
        public String shows() {
            return "nothing";
        }

        @Override
        public String tolerance() {
            return "none";
        }

        @Override
        public Finding find(Trial trial) {
            if (fault != null) {
                throw fault;
            }
            return finding;
        }
    }

    /** As a device that is off by little would answer. */
    @Test
    void aDeviceThatComputesSomethingElseIsWrong() throws IOException {
        ExpectedNumbers expected = ExpectedNumbers.read();
        Map<String, NetworkNumbers> networks = new LinkedHashMap<>(expected.networks());
        NetworkNumbers se = expected.of("se");
        double[] logits = se.logits().clone();
        logits[3] += 0.002 * Math.abs(logits[3]) + 0.001;
        networks.put(
                "se", new NetworkNumbers(logits, se.losses(), se.gradientNorms(), se.heatMaps()));
        NetworkNumbers srm = expected.of("srm");
        Map<String, Double> norms = new LinkedHashMap<>(srm.gradientNorms());
        norms.computeIfPresent("conv2.weight", (name, norm) -> norm * 1.1);
        networks.put("srm", new NetworkNumbers(srm.logits(), srm.losses(), norms, srm.heatMaps()));
        NetworkNumbers gc = expected.of("gc");
        double[] losses = gc.losses().clone();
        losses[5] *= 1.01;
        networks.put(
                "gc", new NetworkNumbers(gc.logits(), losses, gc.gradientNorms(), gc.heatMaps()));

        CheckReport report =
                check(
                        new ExpectedNumbers(networks),
                        new NetworkCheck(Kind.NONE),
                        new NetworkCheck(Kind.SE),
                        new NetworkCheck(Kind.SRM),
                        new NetworkCheck(Kind.GC));
        assertThat(report.right()).isFalse();
        assertThat(report.rows())
                .extracting(CheckRow::outcome)
                .containsExactly(Outcome.PASSED, Outcome.FAILED, Outcome.FAILED, Outcome.FAILED);
        assertThat(report.verdict())
                .isEqualTo("The device cpu is wrong: 3 checks failed, 1 passed");
    }

    @Test
    void anotherHeatMapIsWrongAndNamed() throws IOException {
        ExpectedNumbers expected = ExpectedNumbers.read();
        Map<String, NetworkNumbers> networks = new LinkedHashMap<>(expected.networks());
        Map<String, double[]> maps = new LinkedHashMap<>(expected.of("cbam").heatMaps());
        double[] map = maps.get("attention").clone();
        for (int i = 0; i < map.length; i++) {
            map[i] *= 1.01;
        }
        maps.put("attention", map);
        networks.put("cbam", expected.of("cbam").with(maps));
        CheckReport report = check(new ExpectedNumbers(networks), new HeatMapCheck());
        assertThat(report.rows().get(0).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.rows().get(0).measured()).endsWith("(cbam attention)");
    }

    @Test
    void anExceptionIsAFailedRowAndTheOthersGoOn() throws IOException {
        CheckReport report =
                check(
                        ExpectedNumbers.read(),
                        new Said(true),
                        new Said(
                                "thrown",
                                null,
                                new IllegalStateException("the device is gone\nat frame 0")),
                        new Said("absent", Finding.notMeasured("there is none"), null),
                        new Said(true));
        assertThat(report.verdict())
                .isEqualTo("The device cpu is wrong: 1 check failed, 2 passed, 1 not measured");
        assertThat(report.rows().get(1).measured())
                .isEqualTo("IllegalStateException: the device is gone");
        assertThat(report.text().lines().skip(1))
                .first()
                .asString()
                .matches("right +passed +0\\.0  said +none");
        assertThat(report.toJson())
                .contains("\"right\": false", "\"failed\": 1", "\"outcome\": \"not measured\"");
    }

    @Test
    void aRequestToStopLeavesOutTheRest() throws IOException {
        DeviceCheck check =
                new DeviceCheck(
                        Device.cpu(),
                        ExpectedNumbers.read(),
                        List.of(new Said(true), new Said(false)));
        List<String> done = new ArrayList<>();
        CheckListener listener =
                new CheckListener() {
                    @Override
                    public void done(CheckRow row, int number, int rows) {
                        done.add(row.name());
                    }
                };
        assertThat(check.run(listener, () -> !done.isEmpty()).rows()).hasSize(1);
        assertThat(done).containsExactly("right");
    }

    @Test
    void anOperationThatDoesNotRepeatItselfIsNamed() throws IOException {
        Operation noisy =
                new Operation(
                        "noise",
                        Map.of("input", new Shape(50)),
                        in ->
                                in.head()
                                        .add(
                                                in.head()
                                                        .getManager()
                                                        .randomNormal(
                                                                0,
                                                                1,
                                                                new Shape(50),
                                                                DataType.FLOAT32)));
        CheckReport report =
                check(
                        ExpectedNumbers.read(),
                        new OperationCheck(List.of(Operation.all().get(0), noisy)));
        assertThat(report.right()).isFalse();
        assertThat(report.rows().get(0).measured())
                .startsWith("2 of 6 results differ in 4 runs: noise (")
                .contains("noise's gradient of input");
    }
}
