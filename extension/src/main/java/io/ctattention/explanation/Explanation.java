package io.ctattention.explanation;

import io.ctattention.file.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The explanation of a network's answer for one slice.
 *
 * @param classes the classes in the logits' order
 * @param probabilities the probability of each class, in [0, 1]
 * @param prediction the class that the model decides for
 * @param explainedClass the class that the heat map explains; {@link CamMethod#EIGENCAM} explains
 *     none, whichever is named here
 * @param layer the layer that the heat map is about
 * @param method how the heat map was computed
 * @param heatMap where the slice supports that class
 * @param gates the spatial gates in the network's order; empty without attention
 */
public record Explanation(
        List<String> classes,
        double[] probabilities,
        String prediction,
        String explainedClass,
        Layer layer,
        CamMethod method,
        HeatMap heatMap,
        List<Gate> gates) {

    /** Copies the lists. */
    public Explanation {
        classes = List.copyOf(classes);
        gates = List.copyOf(gates);
    }

    /**
     * Returns the probability of a class.
     *
     * @param name one of the classes
     * @return its probability, in [0, 1]
     */
    public double probability(String name) {
        return probabilities[classes.indexOf(name)];
    }

    /**
     * Writes the explanation as JSON: prediction, probabilities by class, heatMap (class, layer,
     * method, empty, raw and scaled as rows of numbers) and gates.
     *
     * @return one object
     */
    public String toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("prediction", prediction);
        Map<String, Double> byClass = new LinkedHashMap<>();
        classes.forEach(name -> byClass.put(name, probability(name)));
        json.put("probabilities", byClass);
        json.put("heatMap", heatMapJson());
        json.put("gates", gates.stream().map(Explanation::gateJson).toList());
        return Json.LINE.toJson(json);
    }

    /**
     * Returns the heat map as it is written in JSON.
     *
     * @return class, layer, method, empty, raw and scaled
     */
    public Map<String, Object> heatMapJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("class", explainedClass);
        json.put("layer", layer.id());
        json.put("method", method.id());
        json.put("empty", heatMap.empty());
        json.put("raw", heatMap.rows(heatMap.raw()));
        json.put("scaled", heatMap.rows(heatMap.scaled()));
        return json;
    }

    private static Map<String, Object> gateJson(Gate gate) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("convolution", gate.convolution());
        json.put("values", HeatMap.rows(gate.values(), gate.side()));
        return json;
    }
}
