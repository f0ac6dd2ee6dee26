package io.ctattention.explanation;

import io.ctattention.block.NetworkSpec;
import io.ctattention.file.Choice;
import java.util.List;

/** The ways to compute a class activation map; {@link ClassActivationMap} calls all alike. */
public enum CamMethod {
    /**
     * Each channel by its mean gradient (Selvaraju et al. 2017): what every call does by default.
     */
    GRADCAM("gradcam", "Grad-CAM", new GradCam()),
    /**
     * Each channel by its positive gradients, weighed place by place (Chattopadhay et al. 2018).
     */
    GRADCAM_PLUS_PLUS("gradcam++", "Grad-CAM++", new GradCamPlusPlus()),
    /** Each place by its own gradient (Draelos and Carin 2020). */
    HIRESCAM("hirescam", "HiResCAM", new HiResCam()),
    /** Each place by its own gradient where that is positive (Jiang et al. 2021). */
    LAYERCAM("layercam", "LayerCAM", new LayerCam()),
    /**
     * The features' first principal direction (Muhammad and Yeasin 2020): the same for all classes.
     */
    EIGENCAM("eigencam", "Eigen-CAM", new EigenCam()),
    /** Each channel by the score of the slice seen through it (Wang et al. 2020). */
    SCORECAM("scorecam", "Score-CAM", new ScoreCam()),
    /** Each channel by what the score loses without it (Desai and Ramaswamy 2020). */
    ABLATIONCAM("ablationcam", "Ablation-CAM", new AblationCam());

    private final String word;
    private final String title;
    private final Cam cam;

    CamMethod(String word, String title, Cam cam) {
        this.word = word;
        this.title = title;
        this.cam = cam;
    }

    /**
     * Returns the name used in options and reports.
     *
     * @return such as {@code gradcam++}
     */
    public String word() {
        return word;
    }

    /**
     * Returns the name that its authors gave it.
     *
     * @return such as {@code Grad-CAM++}
     */
    public String title() {
        return title;
    }

    /**
     * Tells whether the map speaks for one class, and not for the features alone.
     *
     * @return false for {@link #EIGENCAM} only
     */
    public boolean dependsOnClass() {
        return this != EIGENCAM;
    }

    /**
     * Estimates how much work an explanation is, for those who share out time.
     *
     * @param network the network that is explained
     * @return how many forward passes of a slice take as long, at least 2
     */
    public int passes(NetworkSpec network) {
        return cam.passes(network);
    }

    /** What computes the maps. */
    Cam cam() {
        return cam;
    }

    /**
     * Finds a method by its word.
     *
     * @param word such as {@code gradcam++}, in any case
     * @return the method
     * @throws IllegalArgumentException if there is none of that word
     */
    public static CamMethod parse(String word) {
        return Choice.of("method", word, List.of(values()), CamMethod::word);
    }
}
