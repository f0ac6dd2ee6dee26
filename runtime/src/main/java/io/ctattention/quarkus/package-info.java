/**
 * CT Attention as CDI beans: a classifier, an explainer, a trainer and an evaluator of slices.
 *
 * <p>API for users.
 */
package io.ctattention.quarkus;
