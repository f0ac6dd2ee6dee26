package io.ctattention.dataset.store;

import static io.ctattention.dataset.TestData.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ctattention.image.SliceDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SliceBatchesTest extends StoreFixture {

    @Test
    void aBadFileInAStreamReachesTheConsumerByName() throws Exception {
        Path bad = write(folder.resolve("bad.png"), "no image");
        slices.add(slice(bad));
        String message =
                catchThrowableOfType(IOException.class, () -> new SliceDecoder().decode(bad))
                        .getMessage();
        try (SliceStore store = SliceStore.open(slices, SIZE, STREAMED)) {
            SliceBatches batches = store.batches(new int[] {0, 1, 5, 2, 3, 4}, 2, null);
            assertThat(batches.next().indices()).containsExactly(0, 1);
            assertThatThrownBy(batches::next)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage(message)
                    .hasMessageContaining("bad.png");
            assertThat(batches.hasNext()).isFalse();
            noThreadIsLeft();
        }
    }

    @Test
    void aTransformsExceptionReachesTheConsumer() throws IOException {
        try (SliceStore store = SliceStore.open(slices, SIZE, IN_MEMORY)) {
            SliceBatches failing =
                    store.batches(
                            new int[] {0, 1},
                            2,
                            (index, pixels) -> {
                                throw new IllegalArgumentException("no slice " + index);
                            });
            assertThatThrownBy(failing::next)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no slice 0");
            SliceBatches shortened = store.batches(new int[] {0}, 1, (i, p) -> new float[7]);
            assertThatThrownBy(shortened::next).hasMessage("The transform made 7 pixels of 400");
        }
    }

    @Test
    void noMoreThanTwoBatchesArePreparedAhead() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        PixelTransform counting =
                (index, pixels) -> {
                    calls.incrementAndGet();
                    return pixels;
                };
        try (SliceStore store = SliceStore.open(slices, SIZE, IN_MEMORY);
                SliceBatches batches = store.batches(new int[60], 3, counting)) {
            waitUntil(() -> calls.get() == 6);
            TimeUnit.MILLISECONDS.sleep(50);
            assertThat(calls).hasValue(6);
            batches.next();
            waitUntil(() -> calls.get() == 9);
            TimeUnit.MILLISECONDS.sleep(50);
            assertThat(calls).hasValue(9);
            assertThat(threads()).hasSizeBetween(1, 3);
        }
    }

    @Test
    void closingEarlyStopsTheThreads() throws Exception {
        try (SliceStore store = SliceStore.open(slices, SIZE, STREAMED)) {
            SliceBatches batches = store.batches(new int[1000], 4, null);
            batches.next();
            batches.close();
            batches.close();
            noThreadIsLeft();
            assertThat(batches.hasNext()).isFalse();
            assertThatThrownBy(batches::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void closingTheStoreStopsBatchesThatNobodyClosed() throws Exception {
        SliceStore store = SliceStore.open(slices, SIZE, STREAMED);
        SliceBatches abandoned = store.batches(new int[1000], 4, null);
        abandoned.next();
        store.close();
        noThreadIsLeft();
    }

    @Test
    void aConsumerThatWaitsIsToldOfTheClosing() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        PixelTransform untilClosed =
                (index, pixels) -> {
                    working.countDown();
                    try {
                        closing.await();
                    } catch (InterruptedException e) {
                        closing.countDown();
                    }
                    return pixels;
                };
        try (SliceStore store = SliceStore.open(slices, SIZE, new StoreOptions(1 << 20, 1))) {
            SliceBatches batches = store.batches(new int[] {0, 1, 2, 3}, 2, untilClosed);
            working.await();
            Thread closer = new Thread(store::close);
            closer.start();
            assertThatThrownBy(batches::next)
                    .isInstanceOfAny(UncheckedIOException.class, NoSuchElementException.class);
            closer.join();
        }
    }
}
