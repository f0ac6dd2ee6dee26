package io.ctattention.audit;

import java.util.Map;

/**
 * How well one property of the files predicts the class without the lungs. The positive class is
 * told from all others.
 *
 * <p>The accuracies are measured on held-out slices: the slices are divided into five folds, all of
 * a patient in the same one, and each fold is predicted by a rule fitted on the other four, which
 * is for a
 *
 * <ul>
 *   <li>category: the more frequent answer among the slices with that value; if there are none, or
 *       as many of either, the more frequent answer of all slices
 *   <li>number: the one threshold and direction with the best accuracy
 * </ul>
 *
 * @param property {@code file type} (by content), {@code colour mode}, {@code width}, {@code
 *     height} (pixels) or {@code border brightness} (mean grey level in [0, 1] of a frame 5 % of
 *     the shorter side wide)
 * @param accuracy right answers / all answers, in [0, 1]
 * @param balancedAccuracy (recall + specificity) / 2, in [0, 1]; 0.5 means no information
 * @param majorityAccuracy accuracy of always giving the more frequent answer, for comparison
 * @param auroc of the number itself as a score, in [0.5, 1]: a = P(x of a positive slice is
 *     greater) + P(equal) / 2 over all pairs, and of a and 1 - a the greater; null for a category
 * @param values slices of each class by value; null for a number
 */
public record ClassHint(
        String property,
        double accuracy,
        double balancedAccuracy,
        double majorityAccuracy,
        Double auroc,
        Map<String, Map<String, Long>> values) {}
