package io.ctattention.server.telemetry;

import io.ctattention.engine.GpuMemory;
import io.ctattention.model.Devices;
import io.ctattention.quarkus.ModelLease;
import io.ctattention.server.model.Models;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;

/**
 * The meter {@code ct.attention.server.device.memory}: bytes in use on each device that a model is
 * on; of a GPU all that is taken of it, of the CPU what this process holds.
 */
@Singleton
class DeviceMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";
    private static final int KIB = 1024;

    void register(@Observes StartupEvent start, Models models, MeterRegistry registry) {
        TreeSet<String> devices = new TreeSet<>();
        for (String name : models.names()) {
            try (ModelLease lease = models.lease(Models.id(name))) {
                devices.add(lease.device());
            }
        }
        for (String device : devices) {
            Gauge.builder("ct.attention.server.device.memory", () -> used(device))
                    .description("Memory in use: of a GPU as a whole, of the CPU by this process")
                    .baseUnit("bytes")
                    .tag("device", device)
                    .register(registry);
        }
    }

    private static Number used(String device) {
        if (device.equals("cpu")) {
            return resident();
        }
        return GpuMemory.of(Devices.of(device)).map(GpuMemory::used).orElse(null);
    }

    /** Linux says it in KiB; elsewhere nobody does. */
    private static double resident() {
        try {
            return Files.readAllLines(STATUS, StandardCharsets.ISO_8859_1).stream()
                    .filter(line -> line.startsWith(RESIDENT))
                    .mapToDouble(line -> KIB * Double.parseDouble(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}
