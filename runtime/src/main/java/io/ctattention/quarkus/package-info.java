/** CT Attention as CDI beans: a classifier, an explainer, a trainer and an evaluator of slices. */
package io.ctattention.quarkus;
