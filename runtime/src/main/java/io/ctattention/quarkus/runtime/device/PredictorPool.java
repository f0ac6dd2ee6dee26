package io.ctattention.quarkus.runtime.device;

import ai.djl.inference.Predictor;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import io.ctattention.engine.DeviceException;
import io.ctattention.model.Devices;
import io.ctattention.model.PyTorch;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/**
 * The predictors of one translator. DJL's predictors belong to one thread at a time, so each call
 * takes an idle one or makes a new one, and gives it back. (One for each thread would be one for
 * each virtual thread.)
 */
public final class PredictorPool<O> {

    private final ZooModel<?, ?> model;
    private final Translator<Image, O> translator;
    private final Semaphore permits;
    private final DeviceFailures failures;
    private final String device;
    private final ConcurrentLinkedDeque<Predictor<Image, O>> idle = new ConcurrentLinkedDeque<>();

    /**
     * Creates an empty pool.
     *
     * @param permits bound the predictions of the model, over all of its pools
     * @param failures hears how the model's device does
     */
    public PredictorPool(
            ZooModel<?, ?> model,
            Translator<Image, O> translator,
            Semaphore permits,
            DeviceFailures failures) {
        this.model = model;
        this.translator = translator;
        this.permits = permits;
        this.failures = failures;
        device = Devices.id(model.getNDManager().getDevice());
    }

    /**
     * Predicts in one forward pass.
     *
     * @throws DeviceException if a GPU fails or its memory is too small for the slices
     */
    public List<O> predict(List<BufferedImage> slices) {
        List<Image> images =
                slices.stream().map(s -> ImageFactory.getInstance().fromImage(s)).toList();
        acquire();
        try {
            return failures.watch(device, () -> forward(images));
        } finally {
            permits.release();
        }
    }

    private List<O> forward(List<Image> images) {
        Predictor<Image, O> predictor = idle.pollFirst();
        if (predictor == null) {
            predictor = model.newPredictor(translator);
        }
        try (PyTorch.NoGradient scope = PyTorch.noGradient()) {
            return predictor.batchPredict(images);
        } catch (TranslateException e) {
            throw unwrapped(e);
        } finally {
            idle.addFirst(predictor);
        }
    }

    private void acquire() {
        try {
            permits.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while waiting for a predictor");
        }
    }

    private static RuntimeException unwrapped(TranslateException e) {
        return e.getCause() instanceof RuntimeException cause
                ? cause
                : new IllegalStateException(e.getMessage(), e);
    }

    /** Closes the predictors; nobody may be predicting any more. */
    public void close() {
        for (Predictor<Image, O> next = idle.poll(); next != null; next = idle.poll()) {
            next.close();
        }
    }
}
