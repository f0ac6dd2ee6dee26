package io.ctattention.quarkus.runtime;

import io.ctattention.image.ImageException;
import io.ctattention.model.SliceReader;
import io.ctattention.model.SliceReader.ReadSlice;
import io.ctattention.model.SliceResult;
import io.ctattention.model.SliceSource;
import io.ctattention.quarkus.runtime.telemetry.CallObserver.Call;
import io.ctattention.quarkus.runtime.telemetry.Calls;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.BiFunction;

/** Answers slices with a model, here or on the worker pool, and reports every call to observers. */
public final class SliceWork {

    private final Calls calls;
    private final String operation;
    private final ModelSource source;
    private final boolean keepsImages;

    public SliceWork(Calls calls, String operation, ModelSource source, boolean keepsImages) {
        this.calls = calls;
        this.operation = operation;
        this.source = source;
        this.keepsImages = keepsImages;
    }

    /** Answers a batch of slices, one answer for each. */
    public interface Batch<T> extends BiFunction<LoadedModel, List<ReadSlice>, List<T>> {}

    public <T> T one(SliceSource slice, Batch<T> batch) throws ImageException {
        return all(List.of(slice), batch).get(0).orElseThrow();
    }

    <T> List<SliceResult<T>> all(List<SliceSource> slices, Batch<T> batch) {
        try {
            return calls.now(call(slices), SliceWork::unreadable, () -> answer(slices, batch));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    <T> Uni<T> oneLater(SliceSource slice, Batch<T> batch) {
        return allLater(List.of(slice), batch)
                .map(results -> results.get(0))
                .flatMap(
                        result ->
                                result.ok()
                                        ? Uni.createFrom().item(result.value())
                                        : Uni.createFrom().failure(result.error()));
    }

    <T> Uni<List<SliceResult<T>>> allLater(List<SliceSource> slices, Batch<T> batch) {
        return calls.later(call(slices), SliceWork::unreadable, () -> answer(slices, batch));
    }

    private Call call(List<SliceSource> slices) {
        return new Call(operation, source.name(), slices.size());
    }

    private static <T> int unreadable(List<SliceResult<T>> results) {
        return (int) results.stream().filter(result -> !result.ok()).count();
    }

    /** All slices of a call are answered by the same model, also if it is replaced meanwhile. */
    private <T> List<SliceResult<T>> answer(List<SliceSource> slices, Batch<T> batch) {
        LoadedModel model = source.enter();
        try {
            return new SliceReader(model.card().network(), keepsImages)
                    .answer(slices, read -> batch.apply(model, read));
        } finally {
            model.exit();
        }
    }
}
