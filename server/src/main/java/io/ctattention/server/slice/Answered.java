package io.ctattention.server.slice;

import io.ctattention.image.ImageException;
import io.ctattention.model.ModelCard;
import io.ctattention.model.SliceResult;
import io.ctattention.server.model.ModelStamp;
import io.ctattention.server.problem.ProblemException;
import java.util.List;

/**
 * What came of a request's slices.
 *
 * @param model which model answered
 * @param card its card
 * @param results one for each slice
 * @param start when the request had arrived, by {@link System#nanoTime()}
 */
record Answered(
        ModelStamp model, ModelCard card, List<SliceResult<SliceReply>> results, long start) {

    private static final double THOUSAND = 1e3;

    /**
     * Returns the reply for the only slice.
     *
     * @throws ProblemException if it could not be read
     */
    SliceReply only() {
        try {
            return results.get(0).orElseThrow();
        } catch (ImageException e) {
            throw ProblemException.of(e);
        }
    }

    /**
     * Makes the answer to a request. One of several slices that could not be read has its problem
     * in its place.
     *
     * @throws ProblemException if the only slice could not be read
     */
    Answer answer() {
        List<SliceAnswer> slices =
                results.size() == 1
                        ? List.of(only().answer())
                        : results.stream().map(Answered::slice).toList();
        double milliseconds = Math.round((System.nanoTime() - start) / THOUSAND) / THOUSAND;
        return new Answer(model, card.positiveClass(), card.threshold(), slices, milliseconds);
    }

    private static SliceAnswer slice(SliceResult<SliceReply> result) {
        return result.ok()
                ? result.value().answer()
                : SliceAnswer.error(result.name(), ProblemException.of(result.error()).problem());
    }
}
