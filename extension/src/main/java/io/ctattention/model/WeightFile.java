package io.ctattention.model;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Parameter;
import io.ctattention.block.Network;
import io.ctattention.file.AtomicFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Weights in files that other programs read: NPZ (NumPy) and safetensors, under the names of {@link
 * Network#namedParameters()}, in PyTorch's layout. Export and import keep every bit.
 */
public final class WeightFile {

    private WeightFile() {}

    /**
     * Writes a network's weights.
     *
     * @param network the initialized network
     * @param file the file; its ending, {@code .npz} or {@code .safetensors}, decides the format
     * @throws ModelException if the ending is another
     * @throws IOException if writing fails; an older file then stays as it was
     */
    public static void write(Network network, Path file) throws IOException {
        NDList.Encoding encoding = encoding(file);
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            NDList weights = new NDList();
            for (var entry : network.namedParameters().entrySet()) {
                NDArray copy = entry.getValue().getArray().toDevice(Device.cpu(), true);
                copy.attach(manager);
                copy.setName(entry.getKey());
                weights.add(copy);
            }
            AtomicFile.write(file, out -> weights.encode(out, encoding));
        }
    }

    /**
     * Tells whether {@link #write} knows the format of a file by its ending.
     *
     * @param file the file, which need not exist
     * @return whether it ends in {@code .npz} or {@code .safetensors}, in any case
     */
    public static boolean isName(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".npz") || name.endsWith(".safetensors");
    }

    private static NDList.Encoding encoding(Path file) throws ModelException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".npz")) {
            return NDList.Encoding.NPZ;
        }
        if (name.endsWith(".safetensors")) {
            return NDList.Encoding.SAFETENSORS;
        }
        throw new ModelException(file, "unknown file extension; use .npz or .safetensors");
    }

    /**
     * Reads weights into a network. Names may share one prefix, such as {@code module.}; entries
     * without it are then ignored. Without a prefix every entry must be one of the network's
     * weights. Floating point numbers of another width are converted to float32.
     *
     * @param file an NPZ or safetensors file, recognised by its content
     * @param network the initialized network
     * @throws ModelException if the file is damaged or does not fit, naming the weight
     * @throws IOException if the file cannot be read
     */
    public static void read(Path file, Network network) throws IOException {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
                PyTorch.NoGradient scope = PyTorch.noGradient()) {
            Map<String, NDArray> weights = byName(file, decode(manager, file));
            Map<String, Parameter> parameters = network.namedParameters();
            List<String> missing =
                    parameters.keySet().stream().filter(n -> !weights.containsKey(n)).toList();
            List<String> unknown =
                    weights.keySet().stream()
                            .filter(n -> !parameters.containsKey(n))
                            .sorted()
                            .toList();
            if (!missing.isEmpty() || !unknown.isEmpty()) {
                throw new ModelException(
                        file,
                        String.format(
                                Locale.ROOT,
                                "these are not the weights of a %s network:%s%s",
                                network.spec().name(),
                                missing.isEmpty() ? "" : " missing " + missing,
                                unknown.isEmpty() ? "" : " unknown " + unknown));
            }
            for (var entry : parameters.entrySet()) {
                check(file, entry.getKey(), weights.get(entry.getKey()), entry.getValue());
            }
            parameters.forEach(
                    (name, parameter) ->
                            PyTorch.copy(
                                    weights.get(name).toType(DataType.FLOAT32, false),
                                    parameter.getArray()));
        }
    }

    private static void check(Path file, String name, NDArray found, Parameter needed)
            throws ModelException {
        if (!found.getShape().equals(needed.getShape())) {
            String hint =
                    name.equals("dense1.weight")
                            ? "; it depends on the size of the input, which may be wrong"
                            : "";
            throw new ModelException(
                    file,
                    String.format(
                            Locale.ROOT,
                            "%s is %s, the network needs %s%s",
                            name,
                            found.getShape(),
                            needed.getShape(),
                            hint));
        }
        if (!found.getDataType().isFloating()) {
            throw new ModelException(
                    file,
                    String.format(
                            Locale.ROOT,
                            "%s holds %s, floating point numbers are needed",
                            name,
                            found.getDataType()));
        }
        float largest = found.toType(DataType.FLOAT32, false).abs().max().getFloat();
        if (!Float.isFinite(largest)) { // NaN, too, is a maximum
            throw new ModelException(file, name + " holds a number that is not finite");
        }
    }

    private static NDList decode(NDManager manager, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new ModelException(
                    file, Files.exists(file) ? "is not a regular file" : "no such file");
        }
        requireKnownFormat(file);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return NDList.decode(manager, in);
        } catch (RuntimeException | OutOfMemoryError e) { // whatever a damaged header promises
            throw new ModelException(
                    file, "it is damaged, or not an NPZ or safetensors file: " + e.getMessage(), e);
        }
    }

    private static void requireKnownFormat(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(9);
        }
        boolean npz = head.length > 2 && head[0] == 'P' && head[1] == 'K';
        boolean safetensors = head.length == 9 && head[8] == '{';
        if (safetensors) {
            long header = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong();
            safetensors = header > 0 && header <= Files.size(file) - 8;
        }
        if (!npz && !safetensors) {
            throw new ModelException(file, "it is neither an NPZ nor a safetensors file");
        }
    }

    private static Map<String, NDArray> byName(Path file, NDList arrays) throws ModelException {
        String anchor = "conv1.weight";
        List<String> prefixes =
                names(arrays)
                        .filter(name -> name.endsWith(anchor))
                        .map(name -> name.substring(0, name.length() - anchor.length()))
                        .toList();
        if (prefixes.isEmpty()) {
            throw new ModelException(
                    file,
                    String.format(
                            Locale.ROOT,
                            "it has no %s; it holds %s",
                            anchor,
                            names(arrays).limit(10).toList()));
        }
        if (prefixes.size() > 1) {
            throw new ModelException(
                    file,
                    String.format(
                            Locale.ROOT,
                            "it has %d weights that end with %s (before it: %s); keep those of one"
                                    + " network",
                            prefixes.size(),
                            anchor,
                            prefixes));
        }
        String prefix = prefixes.get(0);
        Map<String, NDArray> weights = new LinkedHashMap<>();
        for (NDArray array : arrays) {
            String name = array.getName();
            if (name != null && name.startsWith(prefix)) {
                weights.put(name.substring(prefix.length()), array);
            }
        }
        return weights;
    }

    private static Stream<String> names(NDList arrays) {
        return arrays.stream().map(NDArray::getName).filter(name -> name != null);
    }
}
