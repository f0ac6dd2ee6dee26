package io.ctattention.server.telemetry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.LongStream;

/** Makes histograms of the requests' latencies, so that quantiles can be had over several pods. */
final class LatencyBuckets {

    private static final long[] MILLISECONDS = {
        5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000
    };

    @Produces
    @Singleton
    MeterFilter latencies() {
        double[] buckets =
                LongStream.of(MILLISECONDS)
                        .mapToDouble(ms -> Duration.ofMillis(ms).toNanos())
                        .toArray();
        return new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(
                    Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().equals("http.server.requests")
                        ? DistributionStatisticConfig.builder()
                                .serviceLevelObjectives(buckets)
                                .build()
                                .merge(config)
                        : config;
            }
        };
    }
}
