package io.ctattention.quarkus.runtime;

import io.ctattention.model.ModelCard;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/** A name in the configuration, and the model that answers under it. */
public final class ModelSlot implements ModelSource {

    private final String name;
    private final Set<LoadedModel> lent = new HashSet<>();
    private volatile LoadedModel current;
    private volatile String refusal;
    private boolean closed;

    ModelSlot(LoadedModel first) {
        name = first.name();
        current = first;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ModelCard card() {
        return current.card();
    }

    public LoadedModel current() {
        return current;
    }

    @Override
    public LoadedModel enter() {
        while (true) {
            LoadedModel model = current;
            if (model.tryEnter()) {
                return model;
            }
            if (model == current) {
                throw LoadedModel.closed(name());
            }
        }
    }

    /** Answers with another model from now on. The current one is freed when its calls are over. */
    synchronized void replace(LoadedModel next, Executor executor) {
        if (closed) {
            next.close();
            return;
        }
        LoadedModel old = current;
        current = next;
        refusal = null;
        if (!lent.contains(old)) {
            old.retire(executor);
        }
    }

    /** Gives the plain DJL model away, for as long as the application runs. */
    synchronized ZooModelBean lend() {
        lent.add(current);
        return current.zooModel();
    }

    /** Remembers why what lies in the model's folder does not answer; null for nothing. */
    void refuse(String reason) {
        refusal = reason;
    }

    /** Returns why what lies in the model's folder does not answer. */
    Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    synchronized void close() {
        closed = true;
        lent.add(current);
        lent.forEach(LoadedModel::close);
    }
}
