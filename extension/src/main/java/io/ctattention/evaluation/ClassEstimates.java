package io.ctattention.evaluation;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one class scores against all others.
 *
 * @param f1 2 TP / (2 TP + FP + FN)
 * @param precision TP / (TP + FP)
 * @param recall TP / (TP + FN)
 * @param specificity TN / (TN + FP)
 * @param support the number of slices of the class
 */
public record ClassEstimates(
        Estimate f1, Estimate precision, Estimate recall, Estimate specificity, long support) {

    /** The ratios under their names in JSON, in the order of the report's forms. */
    Map<String, Estimate> byWord() {
        Map<String, Estimate> ratios = new LinkedHashMap<>();
        ratios.put("f1", f1);
        ratios.put("precision", precision);
        ratios.put("recall", recall);
        ratios.put("specificity", specificity);
        return ratios;
    }
}
