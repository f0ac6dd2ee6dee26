/**
 * Lung masks by thresholds and morphology, without a network: where a heat map should look.
 *
 * <p>API for users: {@link io.ctattention.explanation.lungs.LungMask}.
 */
package io.ctattention.explanation.lungs;
