package io.ctattention.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InterruptedDecodingTest {

    private static final int SIDE = 240;

    static Stream<Arguments> images() throws Exception {
        byte[] rows = new byte[SIDE * (1 + SIDE)];
        return Stream.of(
                Arguments.of("PNG", EncodedImages.png(SIDE, SIDE, 8, EncodedImages.GREY, rows)),
                Arguments.of(
                        "progressive JPEG",
                        EncodedImages.written(
                                EncodedImages.picture(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY),
                                "jpg",
                                true)));
    }

    /** Returns how often it was asked whether the work is wanted, until it was not. */
    private static int looks(byte[] image, int unwantedFrom) {
        AtomicInteger looks = new AtomicInteger();
        Runnable work =
                () ->
                        Interruption.when(
                                () -> looks.incrementAndGet() >= unwantedFrom,
                                () -> {
                                    try {
                                        return GreyImage.of(
                                                new SliceDecoder().decode("slice", image).image());
                                    } catch (ImageException e) {
                                        throw new AssertionError("It is whole", e);
                                    }
                                });
        if (unwantedFrom == Integer.MAX_VALUE) {
            work.run();
        } else {
            assertThatThrownBy(work::run).isInstanceOf(CancellationException.class);
        }
        return looks.get();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("images")
    void decodingStopsAtTheNextRowWheneverNobodyWaitsAnyMore(String kind, byte[] image) {
        int all = looks(image, Integer.MAX_VALUE);
        assertThat(all).as("looks at a wanted image").isGreaterThan(SIDE);
        for (int look = 1; look <= all; look += 7) {
            assertThat(looks(image, look)).isEqualTo(look);
        }
    }
}
