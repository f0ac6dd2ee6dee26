package io.ctattention.it;

import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import io.ctattention.explanation.CamTarget;
import io.ctattention.explanation.Explanation;
import io.ctattention.explanation.GradCamTranslator;
import io.ctattention.image.ImageException;
import io.ctattention.model.SliceSource;
import io.ctattention.quarkus.GradCamExplainer;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every way to explain. */
@Path("/explain")
@Consumes(MediaType.APPLICATION_OCTET_STREAM)
@Produces(MediaType.APPLICATION_JSON)
public class ExplainerResource {

    private final GradCamExplainer explainer;
    private final GradCamTranslator translator;
    private final ZooModel<Image, Classifications> model;

    ExplainerResource(
            GradCamExplainer explainer,
            GradCamTranslator translator,
            ZooModel<Image, Classifications> model) {
        this.explainer = explainer;
        this.translator = translator;
        this.model = model;
    }

    @POST
    public String explain(
            byte[] slice,
            @RestQuery("class") String explainedClass,
            @RestQuery String layer,
            @RestQuery String method)
            throws ImageException {
        CamTarget target = CamTarget.parse(explainedClass, layer, method);
        return explainer.explain(SliceSource.of("slice", slice), target).toJson();
    }

    @POST
    @Path("/overlay")
    @Produces("image/png")
    public Uni<byte[]> overlay(byte[] slice) {
        return explainer.overlayAsync(SliceSource.of("slice", slice), CamTarget.PREDICTION);
    }

    @POST
    @Path("/djl")
    public String djl(byte[] slice) throws IOException, TranslateException {
        Image image = ImageFactory.getInstance().fromInputStream(new ByteArrayInputStream(slice));
        try (Predictor<Image, Explanation> predictor = model.newPredictor(translator)) {
            return predictor.predict(image).toJson();
        }
    }

    @POST
    @Path("/djl/classifications")
    public String classifications(byte[] slice) throws IOException, TranslateException {
        Image image = ImageFactory.getInstance().fromInputStream(new ByteArrayInputStream(slice));
        try (Predictor<Image, Classifications> predictor = model.newPredictor()) {
            return predictor.predict(image).toJson();
        }
    }

    @ServerExceptionMapper
    public RestResponse<String> unknown(IllegalArgumentException e) {
        return RestResponse.status(RestResponse.Status.BAD_REQUEST, e.getMessage());
    }
}
