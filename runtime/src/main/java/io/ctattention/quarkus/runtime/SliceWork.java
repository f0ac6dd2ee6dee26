package io.ctattention.quarkus.runtime;

import io.ctattention.image.ImageException;
import io.ctattention.model.SliceReader;
import io.ctattention.quarkus.SliceResult;
import io.ctattention.quarkus.SliceSource;
import io.ctattention.quarkus.runtime.telemetry.CallObserver.Call;
import io.ctattention.quarkus.runtime.telemetry.Calls;
import io.smallrye.mutiny.Uni;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;

/** Reads slices and answers those that could be read, a batch in a forward pass. */
public final class SliceWork {

    private final Calls calls;
    private final String operation;
    private final ModelSource source;

    public SliceWork(Calls calls, String operation, ModelSource source) {
        this.calls = calls;
        this.operation = operation;
        this.source = source;
    }

    /** Answers a batch of images, one answer for each. */
    public interface Batch<T> extends BiFunction<LoadedModel, List<BufferedImage>, List<T>> {}

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
            return answer(model, slices, batch);
        } finally {
            model.exit();
        }
    }

    private static <T> List<SliceResult<T>> answer(
            LoadedModel model, List<SliceSource> slices, Batch<T> batch) {
        List<SliceResult<T>> results = new ArrayList<>(slices.size());
        for (int from = 0; from < slices.size(); from += SliceReader.BATCH) {
            int to = Math.min(from + SliceReader.BATCH, slices.size());
            answerBatch(model, slices.subList(from, to), batch, results);
        }
        return results;
    }

    private static <T> void answerBatch(
            LoadedModel model,
            List<SliceSource> slices,
            Batch<T> batch,
            List<SliceResult<T>> results) {
        List<SliceResult<BufferedImage>> read =
                slices.parallelStream().map(SliceWork::read).toList();
        List<BufferedImage> readable =
                read.stream().filter(SliceResult::ok).map(SliceResult::value).toList();
        Iterator<T> answers =
                readable.isEmpty()
                        ? List.<T>of().iterator()
                        : batch.apply(model, readable).iterator();
        for (SliceResult<BufferedImage> slice : read) {
            T answer = slice.ok() ? answers.next() : null;
            results.add(new SliceResult<>(slice.name(), answer, slice.error()));
        }
    }

    private static SliceResult<BufferedImage> read(SliceSource slice) {
        try {
            return new SliceResult<>(slice.name(), slice.read(), null);
        } catch (ImageException e) {
            return new SliceResult<>(slice.name(), null, e);
        }
    }
}
