package io.ctattention.training;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import com.google.gson.Gson;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonSerializer;
import io.ctattention.block.Network;
import io.ctattention.file.AtomicFolder;
import io.ctattention.file.Json;
import io.ctattention.file.Sha256;
import io.ctattention.model.ModelCard;
import io.ctattention.model.ModelException;
import io.ctattention.model.ModelFolder;
import io.ctattention.training.recipe.ClassWeights;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A model folder with {@code training-state/}: the optimizer's moments and the {@link
 * TrainingState}. Written completely or not at all.
 */
final class Checkpoint {

    private static final String FOLDER = "training-state";
    private static final String MOMENTS = "optimizer.ndlist";
    private static final String STATE = "state.json";

    /** Class weights are null where every slice counts 1, and empty where they are balanced. */
    static final Gson GSON =
            Json.WITH_NULLS
                    .newBuilder()
                    .registerTypeAdapter(
                            ClassWeights.class,
                            (JsonSerializer<ClassWeights>)
                                    (weights, type, context) ->
                                            context.serialize(
                                                    weights.equals(ClassWeights.NONE)
                                                            ? null
                                                            : weights.weights()))
                    .registerTypeAdapter(
                            ClassWeights.class,
                            (JsonDeserializer<ClassWeights>)
                                    (json, type, context) ->
                                            json.getAsJsonArray().isEmpty()
                                                    ? ClassWeights.BALANCED
                                                    : ClassWeights.byClass(
                                                            List.of(
                                                                    context.<Double[]>deserialize(
                                                                            json, Double[].class))))
                    .create();

    private Checkpoint() {}

    static boolean exists(Path folder) throws IOException {
        AtomicFolder.recover(folder);
        return Files.exists(folder);
    }

    static void write(
            Path folder, Network network, ModelCard card, NDList moments, TrainingState state)
            throws IOException {
        AtomicFolder.write(
                folder,
                target -> {
                    ModelFolder.writeFiles(target, network, card);
                    Path own = Files.createDirectory(target.resolve(FOLDER));
                    Path file = own.resolve(MOMENTS);
                    // The scope closes the copies on the host that DJL makes of a GPU's arrays.
                    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                            NDScope copies = new NDScope()) {
                        moments.encode(out);
                    }
                    TrainingState hashed = withHash(state, Sha256.of(file));
                    Files.writeString(own.resolve(STATE), GSON.toJson(hashed) + "\n");
                });
    }

    private static TrainingState withHash(TrainingState s, String hash) {
        return new TrainingState(
                s.format(),
                s.network(),
                s.recipe(),
                s.data(),
                s.threads(),
                s.device(),
                s.tf32(),
                s.step(),
                s.batch(),
                s.lossSum(),
                s.counts(),
                s.seconds(),
                s.history(),
                s.bestEpoch(),
                s.stopped(),
                hash);
    }

    static TrainingState readState(Path folder) throws IOException {
        Path file = folder.resolve(FOLDER).resolve(STATE);
        if (!Files.isRegularFile(file)) {
            throw new ModelException(
                    file, "missing; without it there is no checkpoint to resume from");
        }
        try {
            TrainingState state = GSON.fromJson(Files.readString(file), TrainingState.class);
            if (state == null) {
                throw new ModelException(file, "the file is empty");
            }
            return state;
        } catch (RuntimeException e) { // Gson wraps what a record's constructor throws
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new ModelException(file, cause.getMessage(), e);
        }
    }

    /** Reads the moments, after checking their hash. */
    static NDList readMoments(Path folder, TrainingState state, NDManager manager)
            throws IOException {
        Path file = folder.resolve(FOLDER).resolve(MOMENTS);
        if (!Files.isRegularFile(file)) {
            throw new ModelException(file, "missing; the checkpoint is incomplete");
        }
        String hash = Sha256.of(file);
        if (!hash.equals(state.momentsSha256())) {
            throw new ModelException(
                    file,
                    String.format(
                            Locale.ROOT,
                            "its SHA-256 is %s, %s says %s; the file is damaged",
                            hash,
                            STATE,
                            state.momentsSha256()));
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return NDList.decode(manager, in);
        }
    }
}
