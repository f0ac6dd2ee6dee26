/**
 * What follows from sorted scores: the curves of a classifier, the areas below them, and how far
 * its probabilities are from the truth.
 *
 * <p>API for users: the three curves.
 */
package io.ctattention.evaluation.curve;
