package io.ctattention.explanation;

import ai.djl.ndarray.NDArray;
import io.ctattention.block.NetworkSpec;

/**
 * Ablation-CAM: {@code sum_k w_k A_k} with {@code w_k = (y - y_k) / |y|}, where y_k is the logit
 * with channel k of the layer set to zero.
 *
 * <p>The paper divides by y, whose activations belong to the predicted class. A logit below zero,
 * as a class that is not predicted often has, would turn the map's sign; so it is |y| here, and for
 * a logit of zero a divisor that leaves the weights finite.
 *
 * @see <a href="https://doi.org/10.1109/WACV45572.2020.9093360">Desai and Ramaswamy 2020,
 *     "Ablation-CAM: Visual Explanations for Deep Convolutional Network via Gradient-free
 *     Localization", equations 4 and 5</a>
 */
final class AblationCam implements Cam {

    private static final float SMALLEST_LOGIT = 1e-6f;

    /** Only what is behind the features is computed again; measured with CBAM at 180 x 180. */
    private static final int CHANNELS_A_PASS = 32;

    @Override
    public int passes(NetworkSpec network) {
        return GRADIENT + network.featureGrid().channels() / CHANNELS_A_PASS;
    }

    @Override
    public NDArray rawMaps(TracedPass pass) {
        NDArray activations = pass.activations();
        int channels = Math.toIntExact(activations.size(1));
        NDArray keep =
                pass.manager().eye(channels).mul(-1).add(1).reshape(channels, channels, 1, 1);
        NDArray without =
                ChannelScores.of(
                        pass,
                        (slice, range, scope) -> {
                            NDArray kept = keep.get(range);
                            kept.attach(scope);
                            NDArray own = ChannelScores.slice(activations, slice, scope);
                            return pass.logitsOfActivations(own.mul(kept));
                        });
        NDArray logit = pass.trace().logits().mul(pass.classes()).sum(new int[] {1}, true);
        NDArray drop = logit.sub(without);
        return pass.weightedSum(drop.div(logit.abs().maximum(SMALLEST_LOGIT)));
    }
}
