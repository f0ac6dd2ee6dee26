package io.ctattention.benchmark;

import ai.djl.Device;
import io.ctattention.model.CtModel;
import io.ctattention.phantom.PhantomSlices;
import java.io.IOException;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A loaded model and the grey levels of a batch of one phantom. */
@State(Scope.Benchmark)
public class ModelState {

    @Param({"baseline", "cbam"})
    public String network;

    @Param({"1", "32"})
    public int slices;

    CtModel model;
    float[] pixels;

    @Setup
    public void load() throws IOException {
        model = Networks.load(network, Peer.SIZE, Device.cpu());
        float[] slice =
                new PhantomSlices(1).slice(0, true).image().resize(Peer.SIZE, Peer.SIZE).pixels();
        pixels = new float[slices * slice.length];
        for (int i = 0; i < slices; i++) {
            System.arraycopy(slice, 0, pixels, i * slice.length, slice.length);
        }
    }

    @TearDown
    public void close() {
        model.close();
    }
}
