package io.ctattention.quarkus.runtime;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import io.ctattention.engine.CudaArithmetic;
import io.ctattention.model.Devices;
import io.ctattention.model.PyTorch;
import io.ctattention.quarkus.ModelName;
import io.ctattention.quarkus.runtime.device.PyTorchLibraries;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The engine as it is configured, and the devices that models ask for. */
@Singleton
public class EngineDevices {

    private static final Logger LOG = Logger.getLogger(EngineDevices.class);
    private static final String AUTO = "auto";

    private final CtAttentionConfig config;
    private boolean started;

    EngineDevices(CtAttentionConfig config) {
        this.config = config;
    }

    /** Chooses the libraries when the engine starts, whatever starts it. */
    void chooseLibraries() {
        PyTorch.beforeStart(
                () ->
                        PyTorchLibraries.use(
                                config.pytorch().libraryPath(), config.pytorch().flavor()));
    }

    /**
     * Starts the engine, once.
     *
     * @throws ConfigurationException if there are no native libraries, or the number of threads is
     *     below 1
     */
    synchronized void start() {
        if (started) {
            return;
        }
        CudaArithmetic.allowTf32(config.tf32());
        try {
            PyTorch.engine();
        } catch (EngineException e) {
            String key = "quarkus.ct-attention.pytorch.library-path";
            throw LoadedModels.error(
                    key,
                    String.format(
                            Locale.ROOT,
                            "PyTorch cannot be loaded: %s. See %s",
                            e.getMessage(),
                            key));
        }
        config.threads()
                .ifPresent(
                        threads -> {
                            String key = "quarkus.ct-attention.threads";
                            if (threads < 1) {
                                throw LoadedModels.error(
                                        key,
                                        String.format(
                                                Locale.ROOT,
                                                "%s is %d; at least 1 is needed",
                                                key,
                                                threads));
                            }
                            PyTorch.setThreads(threads);
                        });
        started = true;
    }

    /**
     * Finds the device of a model.
     *
     * @param name the model's name in the configuration
     * @throws ConfigurationException naming the property, if the device is unknown or not there
     */
    Device of(String name) {
        start();
        Optional<String> own = config.models().get(name).device();
        String key = LoadedModels.key(own.isPresent() ? name : ModelName.DEFAULT, "device");
        String word = own.orElseGet(this::common);
        try {
            return warned(word, Devices.of(word));
        } catch (IllegalArgumentException e) {
            throw LoadedModels.error(
                    key, String.format(Locale.ROOT, "%s is %s: %s", key, word, e.getMessage()));
        }
    }

    /**
     * Finds the device of a training.
     *
     * @param word the device's word, or empty for that of the unnamed model
     * @throws IllegalArgumentException if the device is unknown or not there
     */
    public Device of(Optional<String> word) {
        start();
        String chosen = word.orElseGet(this::common);
        return warned(chosen, Devices.of(chosen));
    }

    private String common() {
        return config.models().get(ModelName.DEFAULT).device().orElse(AUTO);
    }

    private Device warned(String word, Device device) {
        if (config.tf32() && !device.isGpu()) {
            LOG.warn(
                    "quarkus.ct-attention.tf32 has no effect on the CPU, which computes in float32");
        }
        if (word.equalsIgnoreCase(AUTO) && !device.isGpu()) {
            Devices.unusedGpu()
                    .ifPresent(
                            reason ->
                                    LOG.warnf(
                                            "No GPU is used. %s Silence this with"
                                                    + " quarkus.ct-attention.device=cpu",
                                            reason));
        }
        return device;
    }
}
