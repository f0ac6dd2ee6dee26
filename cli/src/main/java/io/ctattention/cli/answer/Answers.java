package io.ctattention.cli.answer;

import io.ctattention.cli.terminal.ExitCode;
import io.ctattention.model.ModelCard;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a model answers for the slices of a batch, in the order they were named. */
final class Answers {

    private final ModelCard card;
    private List<Map<String, Object>> batch = new ArrayList<>();
    private int failed;

    Answers(ModelCard card) {
        this.card = card;
    }

    /** Adds a slice's answer; the map may be added to. */
    Map<String, Object> add(String file, double[] probabilities) {
        Map<String, Object> byClass = new LinkedHashMap<>();
        for (int k = 0; k < probabilities.length; k++) {
            byClass.put(card.classes().get(k), probabilities[k]);
        }
        return put(file, card.decision(probabilities), byClass, null);
    }

    /** Adds a slice that could not be read. */
    Map<String, Object> addError(String file, String error) {
        failed++;
        return put(file, null, null, error);
    }

    private Map<String, Object> put(
            String file, String prediction, Map<String, Object> probabilities, String error) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("file", file);
        answer.put("prediction", prediction);
        answer.put("probabilities", probabilities);
        answer.put("error", error);
        batch.add(answer);
        return answer;
    }

    /** Hands over what was added since the last time. */
    List<Map<String, Object>> take() {
        List<Map<String, Object>> taken = batch;
        batch = new ArrayList<>();
        return taken;
    }

    int exitCode() {
        return failed == 0 ? ExitCode.DONE : ExitCode.SOME_INPUTS_FAILED;
    }
}
