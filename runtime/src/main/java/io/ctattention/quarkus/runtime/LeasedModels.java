package io.ctattention.quarkus.runtime;

import io.ctattention.model.ModelCard;
import io.ctattention.quarkus.CtClassifier;
import io.ctattention.quarkus.CtModels;
import io.ctattention.quarkus.GradCamExplainer;
import io.ctattention.quarkus.ModelLease;
import io.ctattention.quarkus.runtime.telemetry.Calls;
import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Hands out models by names that are known only at run time. */
@DefaultBean
@Singleton
public class LeasedModels implements CtModels {

    private final LoadedModels models;
    private final Calls calls;

    LeasedModels(LoadedModels models, Calls calls) {
        this.models = models;
        this.calls = calls;
    }

    @Override
    public Set<String> names() {
        return models.names();
    }

    @Override
    public ModelLease lease(String name) {
        if (!names().contains(name)) {
            throw new NoSuchElementException(
                    String.format(
                            Locale.ROOT,
                            "There is no model %s; the models are %s",
                            name,
                            String.join(", ", names())));
        }
        return new Lease(models.get(name).enter(), calls);
    }

    private record Lease(
            LoadedModel model,
            CtClassifier classifier,
            GradCamExplainer explainer,
            AtomicBoolean over)
            implements ModelLease {

        Lease(LoadedModel model, Calls calls) {
            this(
                    model,
                    new LoadedClassifier(model, calls),
                    new LoadedExplainer(model, calls),
                    new AtomicBoolean());
        }

        @Override
        public String name() {
            return model.name();
        }

        @Override
        public ModelCard card() {
            return model.card();
        }

        @Override
        public String device() {
            return model.device();
        }

        @Override
        public void close() {
            if (over.compareAndSet(false, true)) {
                model.exit();
            }
        }
    }
}
