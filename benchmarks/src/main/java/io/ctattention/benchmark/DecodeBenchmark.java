package io.ctattention.benchmark;

import io.ctattention.image.DecodedImage;
import io.ctattention.image.ImageException;
import io.ctattention.image.SliceDecoder;
import io.ctattention.phantom.PhantomSlices;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A phantom slice of 400 x 300 from its file's bytes, checks included. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class DecodeBenchmark {

    @Param({"png", "jpeg"})
    public String format;

    private final SliceDecoder decoder = new SliceDecoder();
    private byte[] content;

    @Setup
    public void encode() throws IOException {
        BufferedImage image =
                new PhantomSlices(1).slice(0, true).image().resize(400, 300).toBufferedImage();
        var bytes = new ByteArrayOutputStream();
        ImageIO.setUseCache(false);
        ImageIO.write(image, format, bytes);
        content = bytes.toByteArray();
    }

    @Benchmark
    public DecodedImage decode() throws ImageException {
        return decoder.decode("phantom." + format, content);
    }
}
