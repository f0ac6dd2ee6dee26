package io.ctattention.model;

import io.ctattention.dataset.Membership;

/**
 * Which slices a model was trained on, in enough detail to make the same split again.
 *
 * @param fingerprint the data set's SHA-256 over names, labels and contents
 * @param protocol how the split was made: random, split or patients
 * @param seed the seed of the split
 * @param folds the number of folds of the protocol patients
 * @param fold the validation fold, from 1
 * @param train the number of training slices
 * @param validation the number of validation slices
 * @param test the number of test slices
 * @param phantom whether the slices are synthetic, so that no metric says anything about patients
 * @param membership which slice was in which part, or null in cards of earlier versions
 */
public record DataCard(
        String fingerprint,
        String protocol,
        long seed,
        int folds,
        int fold,
        int train,
        int validation,
        int test,
        boolean phantom,
        Membership membership) {

    /**
     * Removes the list of slices.
     *
     * @return the rest
     */
    public DataCard withoutMembership() {
        return new DataCard(
                fingerprint, protocol, seed, folds, fold, train, validation, test, phantom, null);
    }
}
