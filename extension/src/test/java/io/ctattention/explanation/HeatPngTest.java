package io.ctattention.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.image.SliceDecoder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class HeatPngTest {

    private final NetworkSpec network = NetworkSpec.paper(AttentionSpec.NONE, 36, 2);
    private final BufferedImage slice = new BufferedImage(60, 40, BufferedImage.TYPE_BYTE_GRAY);

    private BufferedImage heat(HeatMap map) throws IOException {
        return new SliceDecoder().decode("heat", Overlay.heatPng(slice, map, 120)).image();
    }

    private HeatMap map(float value) {
        float[] raw = new float[network.featureGrid().side() * network.featureGrid().side()];
        raw[0] = value;
        return HeatMap.of(network, raw);
    }

    @Test
    void itHasTheSizeOfTheSlicesPicture() throws IOException {
        BufferedImage picture =
                new SliceDecoder().decode("slice", Overlay.slicePng(slice, 120)).image();
        BufferedImage heat = heat(map(1));
        assertThat(heat.getWidth()).isEqualTo(120).isEqualTo(picture.getWidth());
        assertThat(heat.getHeight()).isEqualTo(80).isEqualTo(picture.getHeight());
    }

    @Test
    void itIsAsOpaqueAsTheMapIsGreatAndHasItsColours() throws IOException {
        HeatMap map = map(3);
        BufferedImage heat = heat(map);
        float[] values = map.over(120, 80);
        assertThat(values[0]).isEqualTo(1);
        for (int y = 0; y < 80; y++) {
            for (int x = 0; x < 120; x++) {
                assertThat(heat.getRGB(x, y) >>> 24)
                        .isEqualTo(Math.round(255 * values[y * 120 + x]));
            }
        }
        assertThat(heat.getRGB(0, 0)).isEqualTo(0xfffcffa4); // inferno's last colour
    }

    @Test
    void anEmptyMapIsClearEverywhere() throws IOException {
        BufferedImage heat = heat(map(-1));
        for (int x = 0; x < 120; x++) {
            assertThat(heat.getRGB(x, x / 2) >>> 24).isZero();
        }
    }
}
