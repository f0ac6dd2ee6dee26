package io.ctattention.server.slice;

import io.ctattention.model.ModelCard;
import io.ctattention.server.model.ModelStamp;
import io.ctattention.server.slice.SliceRequests.Outcome;
import java.util.List;

/**
 * What came of a request's slices.
 *
 * @param <T> the answer for a slice
 * @param model which model answered
 * @param card its card
 * @param outcomes one for each slice
 * @param start when the request had arrived, by {@link System#nanoTime()}
 */
record Answered<T>(ModelStamp model, ModelCard card, List<Outcome<T>> outcomes, long start) {

    private static final double THOUSAND = 1e3;

    /**
     * Returns the answer for the only slice.
     *
     * @throws ProblemException if it could not be read
     */
    T only() {
        Outcome<T> outcome = outcomes.get(0);
        if (outcome.problem() != null) {
            throw outcome.problem();
        }
        return outcome.value();
    }

    /**
     * Makes the answer to a request. One of several slices that could not be read has its problem
     * in its place.
     *
     * @throws ProblemException if the only slice could not be read
     */
    static Answer answer(Answered<SliceAnswer> answered) {
        List<SliceAnswer> slices =
                answered.outcomes().size() == 1
                        ? List.of(answered.only())
                        : answered.outcomes().stream().map(Answered::slice).toList();
        double milliseconds =
                Math.round((System.nanoTime() - answered.start()) / THOUSAND) / THOUSAND;
        return new Answer(
                answered.model(),
                answered.card().positiveClass(),
                answered.card().threshold(),
                slices,
                milliseconds);
    }

    private static SliceAnswer slice(Outcome<SliceAnswer> outcome) {
        return outcome.problem() == null
                ? outcome.value()
                : SliceAnswer.error(outcome.name(), outcome.problem().problem());
    }
}
