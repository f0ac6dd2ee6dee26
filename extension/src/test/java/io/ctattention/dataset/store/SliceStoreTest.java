package io.ctattention.dataset.store;

import static io.ctattention.dataset.TestData.png;
import static io.ctattention.dataset.TestData.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ctattention.dataset.SharedSlices;
import io.ctattention.dataset.Slice;
import io.ctattention.dataset.UnreadableSlicesException;
import io.ctattention.image.SliceDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SliceStoreTest extends StoreFixture {

    private static List<SliceBatch> all(
            SliceStore store, int[] order, int batchSize, PixelTransform transform) {
        List<SliceBatch> batches = new ArrayList<>();
        try (SliceBatches open = store.batches(order, batchSize, transform)) {
            open.forEachRemaining(batches::add);
        }
        return batches;
    }

    @Test
    void memoryAndStreamGiveTheSameBits() throws IOException {
        int[] order = {4, 0, 3, 1, 2, 2, 0};
        PixelTransform transform =
                (index, pixels) -> {
                    pixels[index] = 1 - pixels[index];
                    return pixels;
                };
        for (PixelTransform each : new PixelTransform[] {null, transform}) {
            try (SliceStore memory = SliceStore.open(slices, SIZE, IN_MEMORY);
                    SliceStore stream = SliceStore.open(slices, SIZE, STREAMED)) {
                assertThat(memory.inMemory()).isTrue();
                assertThat(stream.inMemory()).isFalse();
                List<SliceBatch> expected = all(memory, order, 3, each);
                List<SliceBatch> streamed = all(stream, order, 3, each);
                List<SliceBatch> again = all(memory, order, 3, each);
                assertThat(expected)
                        .extracting(batch -> batch.indices().length)
                        .containsExactly(3, 3, 1);
                for (int i = 0; i < 3; i++) {
                    assertThat(streamed.get(i).indices()).isEqualTo(expected.get(i).indices());
                    assertThat(streamed.get(i).pixels()).isEqualTo(expected.get(i).pixels());
                    assertThat(again.get(i).pixels()).isEqualTo(expected.get(i).pixels());
                }
                assertThat(expected.get(1).indices()).containsExactly(1, 2, 2);
            }
        }
    }

    @Test
    void levelsDifferByLessThanOneHundredThousandthFromThoseOfASingleImage() throws IOException {
        try (SliceStore store = SliceStore.open(slices, SIZE, IN_MEMORY)) {
            for (SliceBatch batch : all(store, new int[] {0, 1, 2, 3, 4}, 1, null)) {
                Path file = slices.get(batch.indices()[0]).file();
                float[] single = new SliceDecoder().decode(file).grey().resize(SIZE, SIZE).pixels();
                assertThat(batch.pixels()).hasSize(SIZE * SIZE);
                for (int i = 0; i < single.length; i++) {
                    assertThat(Math.abs(batch.pixels()[i] - single[i])).isLessThan(1e-5f);
                }
            }
        }
    }

    @Test
    void sixteenBitsKeepTheirRange() throws IOException {
        Slice deep = slice(png(folder.resolve("levels.png"), deep(SIZE, SIZE)));
        try (SliceStore store = SliceStore.open(List.of(deep), SIZE, IN_MEMORY)) {
            float[] pixels = all(store, new int[] {0}, 1, null).get(0).pixels();
            assertThat(pixels[0]).isEqualTo(1000 / 65535f);
            assertThat(pixels[1]).isEqualTo(1037 / 65535f);
            assertThat(pixels[399]).isEqualTo(15763 / 65535f);
        }
    }

    @Test
    void theBudgetDecidesWhetherSlicesStayInMemory() throws IOException {
        // 5 slices x 20 x 20 pixels x 2 bytes = 4000 bytes, and some for the arrays themselves
        try (SliceStore store = SliceStore.open(slices, SIZE, new StoreOptions(4000, 1))) {
            assertThat(store.inMemory()).isFalse();
            assertThat(store.count()).isEqualTo(5);
        }
        try (SliceStore store = SliceStore.open(slices, SIZE, new StoreOptions(4200, 1))) {
            assertThat(store.inMemory()).isTrue();
        }
        int tooLarge = (int) Math.sqrt(Runtime.getRuntime().maxMemory() / 4.0 / 5) + 1;
        try (SliceStore store =
                SliceStore.open(slices, tooLarge, new StoreOptions(Long.MAX_VALUE, 1))) {
            assertThat(store.inMemory()).as("more than half of the heap").isFalse();
        }
        assertThat(StoreOptions.defaults().memoryBudget()).isEqualTo(2_147_483_648L);
    }

    @Test
    void everyBadFileIsNamedWhenTheStoreOpens() throws IOException {
        for (int i = 0; i < 12; i++) {
            slices.add(
                    slice(
                            write(
                                    folder.resolve(String.format(Locale.ROOT, "bad%02d.png", i)),
                                    "no image")));
        }
        slices.add(slice(folder.resolve("gone.png")));
        UnreadableSlicesException e =
                catchThrowableOfType(
                        UnreadableSlicesException.class,
                        () -> SliceStore.open(slices, SIZE, IN_MEMORY));
        assertThat(e)
                .hasMessageStartingWith("13 of 18 slices cannot be read; repair or remove them:\n")
                .hasMessageContaining("bad00.png: ")
                .hasMessageContaining("bad09.png: ")
                .hasMessageNotContaining("bad10.png")
                .hasMessageEndingWith("\n  and 3 more");
        assertThat(e.faults()).hasSize(13);
        assertThat(e.faults().get(12)).hasMessageContaining("gone.png");
    }

    @Test
    void wrongArgumentsAreRefused() throws IOException {
        assertThatThrownBy(() -> SliceStore.open(slices, 0, IN_MEMORY))
                .hasMessage("size is 0; it must be 1 or more");
        try (SliceStore store = SliceStore.open(slices, SIZE, IN_MEMORY)) {
            assertThatThrownBy(() -> store.batches(new int[] {5}, 1, null))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> store.batches(new int[] {0}, 0, null))
                    .hasMessage("batchSize is 0; it must be 1 or more");
            assertThat(store.batches(new int[0], 3, null).hasNext()).isFalse();
        }
    }

    @Test
    void theRealSlicesFitInMemory() throws IOException {
        List<Slice> real = SharedSlices.read().slices().subList(240, 280);
        assertThat(real).allSatisfy(slice -> assertThat(Files.size(slice.file())).isPositive());
        int[] order = IntStream.range(0, real.size()).toArray();
        try (SliceStore memory = SliceStore.open(real, 180, StoreOptions.defaults());
                SliceStore stream = SliceStore.open(real, 180, STREAMED)) {
            assertThat(memory.inMemory()).isTrue();
            List<SliceBatch> expected = all(memory, order, 34, null);
            List<SliceBatch> streamed = all(stream, order, 34, null);
            assertThat(expected).hasSize(2);
            assertThat(streamed.get(0).pixels()).isEqualTo(expected.get(0).pixels());
            assertThat(streamed.get(1).pixels()).isEqualTo(expected.get(1).pixels());
        }
    }
}
