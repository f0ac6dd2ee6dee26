/** Lung masks by thresholds and morphology, without a network: where a heat map should look. */
package io.ctattention.explanation.lungs;
