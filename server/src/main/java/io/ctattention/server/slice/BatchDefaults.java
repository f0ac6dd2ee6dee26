package io.ctattention.server.slice;

import io.ctattention.quarkus.ModelLease;
import io.ctattention.server.ServerConfig;
import io.ctattention.server.model.Models;
import jakarta.inject.Singleton;

/** How forward passes are shared unless the operator says otherwise: by what a device gains. */
@Singleton
class BatchDefaults {

    private static final String CPU = "cpu";
    private static final int ON_A_GPU = 8;

    private final ServerConfig.Batching config;
    private final Models models;

    BatchDefaults(ServerConfig config, Models models) {
        this.config = config.batching();
        this.models = models;
    }

    /** Returns the most slices in a forward pass. */
    int maxSize() {
        return config.maxSize()
                .orElseGet(() -> models.names().stream().allMatch(this::onCpu) ? 1 : ON_A_GPU);
    }

    private boolean onCpu(String name) {
        try (ModelLease lease = models.lease(Models.id(name))) {
            return lease.device().equals(CPU);
        }
    }

    /** Returns how many forward passes run at a time. */
    int workers() {
        return config.workers() > 0 ? config.workers() : Runtime.getRuntime().availableProcessors();
    }
}
