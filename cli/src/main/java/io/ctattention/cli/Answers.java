package io.ctattention.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.ctattention.evaluation.TextTable;
import io.ctattention.model.ModelCard;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a model answers for slices, in the order they were named. */
final class Answers {

    private static final Gson GSON =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    private final ModelCard card;
    private final List<Map<String, Object>> answers = new ArrayList<>();
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
        answers.add(answer);
        return answer;
    }

    /** Errors, a line each. */
    List<String> errors() {
        return answers.stream()
                .map(answer -> (String) answer.get("error"))
                .filter(error -> error != null)
                .toList();
    }

    int exitCode() {
        return failed == 0 ? ExitCode.DONE : ExitCode.SOME_INPUTS_FAILED;
    }

    /** An array with an object for each slice, a line each. */
    String toJson() {
        return answers.stream().map(GSON::toJson).collect(Collectors.joining(",\n", "[", "]"));
    }

    /** A row for each slice that could be read. */
    String toText(List<String> more) {
        TextTable table = new TextTable(Set.of(0, 1, 3));
        List<String> header = new ArrayList<>(List.of("file", "prediction", "probability"));
        header.addAll(more);
        table.row(header);
        for (Map<String, Object> answer : answers) {
            if (answer.get("error") == null) {
                String prediction = (String) answer.get("prediction");
                Object probability = ((Map<?, ?>) answer.get("probabilities")).get(prediction);
                List<String> row = new ArrayList<>();
                row.add((String) answer.get("file"));
                row.add(prediction);
                row.add(String.format(Locale.ROOT, "%.4f", probability));
                more.forEach(column -> row.add(String.valueOf(answer.get(column))));
                table.row(row);
            }
        }
        return answers.size() == failed ? "" : table.toString();
    }
}
