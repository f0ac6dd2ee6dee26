package io.ctattention.benchmark;

import io.ctattention.dataset.Partition;
import io.ctattention.dataset.PartitionOptions;
import io.ctattention.dataset.Protocol;
import io.ctattention.dataset.ReadOptions;
import io.ctattention.dataset.Slice;
import io.ctattention.dataset.SliceSet;
import io.ctattention.dataset.Split;
import io.ctattention.dataset.reading.SliceSetReader;
import io.ctattention.file.AtomicFolder;
import io.ctattention.image.SliceDecoder;
import io.ctattention.phantom.PhantomSlices;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The slices that every program is timed on: {@code slices.f32} holds the grey levels of the
 * training slices, square, little-endian floats in [0, 1], and {@code labels.u8} a byte each.
 * {@code data.txt} names the files that they come from, which our own training reads.
 */
final class TimingSlices {

    /** As many as COVID-CT's split trains. */
    private static final int TRAINED = 425;

    private TimingSlices() {}

    /**
     * Arguments: the folder to write, and a data set, taken if it is there; where there is none,
     * also how many phantoms are trained on, and the side of a slice.
     */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        Path data = args.length > 1 ? Path.of(args[1]) : null;
        int size = args.length > 3 ? Integer.parseInt(args[3]) : Peer.SIZE;
        boolean real = data != null && Files.exists(data);
        if (!real) {
            int trained = args.length > 2 ? Integer.parseInt(args[2]) : TRAINED;
            int phantoms = trained * 5 / 4; // every fifth validates
            data = folder.resolve("phantom-" + phantoms);
            if (!Files.exists(data)) {
                AtomicFolder.write(data, part -> new PhantomSlices(1).write(part, phantoms));
            }
        }
        Files.writeString(folder.resolve("data.txt"), data.toAbsolutePath().toString());
        SliceSet set = read(folder);
        List<Slice> training = Partition.of(set, partition(set)).train();
        write(folder, set, training, size);
        String kind = set.phantom() ? "phantom slices" : "real slices";
        Measurement.text(
                        "slices",
                        "text",
                        String.format(Locale.ROOT, "%d %s", training.size(), kind))
                .print();
        Measurement.value("slices", null, "count", training.size()).print();
    }

    private static void write(Path folder, SliceSet set, List<Slice> slices, int size)
            throws IOException {
        SliceDecoder decoder = new SliceDecoder();
        byte[] labels = new byte[slices.size()];
        ByteBuffer bytes =
                ByteBuffer.allocate(size * size * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (var out =
                new DataOutputStream(
                        new BufferedOutputStream(
                                Files.newOutputStream(folder.resolve("slices.f32"))))) {
            for (int i = 0; i < labels.length; i++) {
                Slice slice = slices.get(i);
                labels[i] = (byte) set.classIndex(slice);
                bytes.asFloatBuffer()
                        .put(decoder.decode(slice.file()).grey().resize(size, size).pixels());
                out.write(bytes.array());
            }
        }
        Files.write(folder.resolve("labels.u8"), labels);
    }

    static SliceSet read(Path folder) throws IOException {
        Path data = Path.of(Files.readString(folder.resolve("data.txt")));
        SliceSet set = SliceSetReader.read(data, ReadOptions.defaults());
        if (!set.phantom()) {
            return set;
        }
        List<Slice> split = new ArrayList<>();
        for (Slice slice : set.slices()) {
            Split side = split.size() % 5 == 4 ? Split.VALIDATION : Split.TRAIN;
            split.add(new Slice(slice.name(), slice.file(), slice.label(), slice.patient(), side));
        }
        return SliceSet.of(split, ReadOptions.defaults());
    }

    static PartitionOptions partition(SliceSet set) {
        return PartitionOptions.of(Protocol.defaultFor(set), 1);
    }

    /** Returns the side of a slice. */
    static int size(Path folder) throws IOException {
        long bytes = Files.size(folder.resolve("slices.f32"));
        long slices = Files.size(folder.resolve("labels.u8"));
        return (int) Math.round(Math.sqrt((double) bytes / Float.BYTES / slices));
    }

    /** Reads the grey levels of the training slices, one after the other. */
    static float[] pixels(Path folder) throws IOException {
        FloatBuffer floats =
                ByteBuffer.wrap(Files.readAllBytes(folder.resolve("slices.f32")))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer();
        float[] pixels = new float[floats.remaining()];
        floats.get(pixels);
        return pixels;
    }

    static byte[] labels(Path folder) throws IOException {
        return Files.readAllBytes(folder.resolve("labels.u8"));
    }
}
