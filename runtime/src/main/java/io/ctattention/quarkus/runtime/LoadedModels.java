package io.ctattention.quarkus.runtime;

import ai.djl.Device;
import io.ctattention.engine.DeviceException;
import io.ctattention.model.ModelFolder;
import io.ctattention.quarkus.ModelLoaded;
import io.ctattention.quarkus.ModelName;
import io.ctattention.quarkus.runtime.CtAttentionConfig.ModelConfig;
import io.ctattention.quarkus.runtime.device.DeviceFailures;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/** All configured models, loaded when the application starts and freed when it stops. */
@Singleton
public class LoadedModels {

    private static final Logger LOG = Logger.getLogger(LoadedModels.class);

    private final CtAttentionConfig config;
    private final EngineDevices devices;
    private final Event<ModelLoaded> loaded;
    private final ModelReloader reloader;
    private final DeviceFailures failures;
    private final Map<String, ModelSlot> models =
            Collections.synchronizedMap(new LinkedHashMap<>());

    private volatile boolean ready;

    LoadedModels(
            CtAttentionConfig config,
            EngineDevices devices,
            ModelReloader reloader,
            DeviceFailures failures,
            Event<ModelLoaded> loaded) {
        this.config = config;
        this.devices = devices;
        this.reloader = reloader;
        this.failures = failures;
        this.loaded = loaded;
    }

    /**
     * Loads every configured model, after checking that those that are injected are configured.
     *
     * @param demands what injection points want
     * @throws ConfigurationException naming the property that is at fault
     */
    void load(List<ModelDemand> demands) {
        devices.chooseLibraries();
        demands.forEach(this::requireConfigured);
        Set<String> names = configured();
        if (!names.isEmpty()) {
            devices.start();
        }
        for (String name : names) {
            LoadedModel model = loadWatched(name);
            LOG.infof(
                    "Loaded the model %s: %s, classes %s, on %s",
                    name, model.card().name(), model.card().classes(), model.device());
            warnOfPhantoms(model);
        }
        demands.forEach(this::requireClasses);
        ready = true;
        for (ModelSlot slot : all()) {
            LoadedModel model = slot.current();
            Events.fire(loaded, new ModelLoaded(model.name(), model.card(), model.device()));
        }
        config.reload().ifPresent(reloader::start);
    }

    private Set<String> configured() {
        Set<String> names = new TreeSet<>();
        config.models()
                .forEach(
                        (name, model) -> {
                            if (model.model().isPresent()) {
                                names.add(name);
                            }
                        });
        return names;
    }

    private void requireConfigured(ModelDemand demand) {
        if (config.models().get(demand.name()).model().isEmpty()) {
            String key = key(demand.name(), "model");
            throw error(
                    key,
                    String.format(
                            Locale.ROOT,
                            "%s is not set, and %s needs it; set it to a model folder or to classpath: and a folder of resources. %s",
                            key,
                            demand.injectionPoint(),
                            known()));
        }
    }

    private String known() {
        Set<String> names = configured();
        return names.isEmpty()
                ? "No model is configured."
                : "The configured models are " + String.join(", ", names) + ".";
    }

    private LoadedModel loadWatched(String name) {
        String key = key(name, "model");
        String value = config.models().get(name).model().orElseThrow();
        try (ModelLocation location = ModelLocation.of(value)) {
            Optional<FolderStamp> stamp = location.stamp(); // of what is loaded, or of older files
            LoadedModel model = load(name, location);
            ModelSlot slot = new ModelSlot(model);
            models.put(name, slot);
            stamp.ifPresent(
                    seen ->
                            reloader.add(
                                    new ModelWatch(
                                            slot,
                                            location.folder(),
                                            seen,
                                            () -> load(name, location))));
            return model;
        } catch (DeviceException e) {
            throw error(
                    key(name, "device"),
                    String.format(
                            Locale.ROOT,
                            "The model %s cannot be loaded: %s",
                            name,
                            e.getMessage()));
        } catch (IOException e) {
            throw error(
                    key, String.format(Locale.ROOT, "%s is %s: %s", key, value, e.getMessage()));
        }
    }

    private LoadedModel load(String name, ModelLocation location) throws IOException {
        ModelConfig model = config.models().get(name);
        int predictors = model.predictors().orElse(Runtime.getRuntime().availableProcessors());
        if (predictors < 1) {
            String key = key(name, "predictors");
            throw error(
                    key,
                    String.format(Locale.ROOT, "%s is %d; at least 1 is needed", key, predictors));
        }
        Device device = devices.of(name);
        return new LoadedModel(
                name, ModelFolder.load(location.folder(), device), predictors, failures);
    }

    private void requireClasses(ModelDemand demand) {
        List<String> found = get(demand.name()).card().classes();
        boolean fits =
                demand.classes().isEmpty()
                        || Set.copyOf(demand.classes()).equals(Set.copyOf(found));
        if (!fits) {
            String key = key(demand.name(), "model");
            throw error(
                    key,
                    String.format(
                            Locale.ROOT,
                            "%s is %s, a model with the classes %s; %s expects the classes %s",
                            key,
                            config.models().get(demand.name()).model().orElseThrow(),
                            String.join(", ", found),
                            demand.injectionPoint(),
                            String.join(", ", demand.classes())));
        }
    }

    private static void warnOfPhantoms(LoadedModel model) {
        if (model.card().data() != null && model.card().data().phantom()) {
            LOG.warnf(
                    "The model %s was trained on phantom slices; its answers say nothing about"
                            + " patients",
                    model.name());
        }
    }

    static ConfigurationException error(String key, String message) {
        return new ConfigurationException(message, Set.of(key));
    }

    /** The property of a model. */
    static String key(String name, String property) {
        return name.equals(ModelName.DEFAULT)
                ? "quarkus.ct-attention." + property
                : String.format(Locale.ROOT, "quarkus.ct-attention.\"%s\".%s", name, property);
    }

    /**
     * Returns a model.
     *
     * @param name its name in the configuration
     * @return the model
     * @throws ConfigurationException if it is not configured
     */
    public ModelSlot get(String name) {
        ModelSlot model = models.get(name);
        if (model == null) {
            String key = key(name, "model");
            throw error(key, String.format(Locale.ROOT, "%s is not set. %s", key, known()));
        }
        return model;
    }

    /** Returns the names of the loaded models, in alphabetical order. */
    Set<String> names() {
        return Collections.unmodifiableSet(new TreeSet<>(models.keySet()));
    }

    /** Returns the loaded models, by name. */
    public Collection<ModelSlot> all() {
        return List.copyOf(models.values());
    }

    /** Tells whether every configured model is loaded. */
    boolean ready() {
        return ready;
    }

    @PreDestroy
    void close() {
        all().forEach(ModelSlot::close);
        models.clear();
    }
}
