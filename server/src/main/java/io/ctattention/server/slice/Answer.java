package io.ctattention.server.slice;

import io.ctattention.server.model.ModelStamp;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a model says of the slices of a request.
 *
 * @param model which model it was
 * @param positiveClass the class that decisions are about
 * @param threshold the probability of that class from which a slice counts as positive
 * @param slices an answer for each slice, in the order of the request
 * @param milliseconds how long it took from the arrival of the last byte
 */
@Schema(requiredProperties = {"model", "positiveClass", "threshold", "slices", "milliseconds"})
public record Answer(
        ModelStamp model,
        String positiveClass,
        double threshold,
        List<SliceAnswer> slices,
        double milliseconds) {}
