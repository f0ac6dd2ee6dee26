package io.ctattention.quarkus.runtime.devui;

import io.ctattention.explanation.CamTarget;
import io.ctattention.explanation.Explanation;
import io.ctattention.image.ImageException;
import io.ctattention.model.SliceReader.ReadSlice;
import io.ctattention.model.SliceSource;
import io.ctattention.phantom.PhantomSlices;
import io.ctattention.quarkus.runtime.CtAttentionConfig;
import io.ctattention.quarkus.runtime.LoadedModels;
import io.ctattention.quarkus.runtime.ModelSlot;
import io.ctattention.quarkus.runtime.SliceWork;
import io.ctattention.quarkus.runtime.telemetry.Calls;
import io.quarkus.runtime.annotations.JsonRpcDescription;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * What the pages of the Dev UI call through JSON-RPC. A bean in dev mode only.
 *
 * <p>Faults of a slice are answers: an exception would end in the log as a stack trace.
 */
@Singleton
public class DevUiService {

    private final LoadedModels models;
    private final CtAttentionConfig config;
    private final Calls calls;
    private final DevUiUploads uploads = new DevUiUploads();

    DevUiService(LoadedModels models, CtAttentionConfig config, Calls calls) {
        this.models = models;
        this.config = config;
        this.calls = calls;
    }

    /**
     * A synthetic slice, to try the page without data.
     *
     * @param name what answers and errors call it
     * @param content a PNG in base64
     */
    public record DrawnSlice(String name, String content) {}

    /**
     * How an upload stands.
     *
     * @param bytes how many have arrived
     * @param error why it ended, or null
     */
    public record Upload(int bytes, String error) {}

    /** Returns how many models are loaded, for the label on the extension's card. */
    public int modelCount() {
        return models.all().size();
    }

    /** Returns what the models are, by name. */
    @JsonRpcDescription("Lists the CT slice classifiers of the application with their model cards")
    public List<DevUiModel> models() {
        return models.all().stream()
                .map(slot -> DevUiModel.of(slot.current(), location(slot.name())))
                .toList();
    }

    private String location(String name) {
        return config.models().get(name).model().orElseThrow();
    }

    /** Draws a phantom slice. */
    @Blocking
    public DrawnSlice phantom(int index, boolean positive) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(
                new PhantomSlices(1).slice(index, positive).image().toBufferedImage(), "png", png);
        String name = positive ? PhantomSlices.COVID : PhantomSlices.NON_COVID;
        return new DrawnSlice(
                String.format(Locale.ROOT, "phantom %d, %s", index, name),
                Base64.getEncoder().encodeToString(png.toByteArray()));
    }

    /**
     * Takes a piece of a file. Not on the worker pool, where pieces could overtake each other.
     *
     * @param id the upload, a new name for every file
     * @param from how many bytes come before the piece
     * @param piece some bytes in base64
     */
    @NonBlocking
    public Upload upload(String id, int from, String piece) {
        try {
            return new Upload(uploads.add(id, from, Base64.getDecoder().decode(piece)), null);
        } catch (IllegalArgumentException e) {
            return new Upload(0, e.getMessage());
        }
    }

    /**
     * Classifies and explains a file that was uploaded.
     *
     * @param id the upload
     * @param name what errors call the file
     * @param model the model's name
     * @param explainedClass a class, or nothing for the predicted one
     * @param layer conv or attention
     * @param method how the heat map is computed, such as gradcam
     */
    @Blocking
    public DevUiAnswer explain(
            String id,
            String name,
            String model,
            String explainedClass,
            String layer,
            String method) {
        try {
            SliceSource slice = SliceSource.of(name, uploads.take(id));
            String wanted = explainedClass.isEmpty() ? null : explainedClass;
            return explain(slice, model, CamTarget.parse(wanted, layer, method));
        } catch (IllegalArgumentException | ImageException | ConfigurationException e) {
            return DevUiAnswer.error(e.getMessage());
        }
    }

    private DevUiAnswer explain(SliceSource slice, String name, CamTarget target)
            throws ImageException {
        ModelSlot slot = models.get(name);
        target.require(slot.card());
        long start = System.nanoTime();
        return new SliceWork(calls, "explain", slot, true)
                .one(
                        slice,
                        (model, slices) -> answers(slices, model.explain(slices, target), start));
    }

    private static List<DevUiAnswer> answers(
            List<ReadSlice> slices, List<Explanation> explanations, long start) {
        return List.of(DevUiAnswer.of(slices.get(0).image(), explanations.get(0), start));
    }
}
