package io.ctattention.explanation;

import io.ctattention.block.NetworkSpec;
import io.ctattention.file.Choice;
import java.util.List;

/** The ways to compute a class activation map; {@link ClassActivationMap} calls all alike. */
public enum CamMethod {
    /** Selvaraju et al. 2017: what every call does by default. */
    GRADCAM(
            "gradcam",
            "Grad-CAM",
            "Weights each channel by its mean gradient (Selvaraju et al. 2017).",
            new GradCam()),
    /** Chattopadhay et al. 2018. */
    GRADCAM_PLUS_PLUS(
            "gradcam++",
            "Grad-CAM++",
            "Weights each channel by its positive gradients (Chattopadhay et al. 2018).",
            new GradCamPlusPlus()),
    /** Draelos and Carin 2020. */
    HIRESCAM(
            "hirescam",
            "HiResCAM",
            "Weights each position by its own gradient (Draelos and Carin 2020).",
            new HiResCam()),
    /** Jiang et al. 2021. */
    LAYERCAM(
            "layercam",
            "LayerCAM",
            "Weights each position by its own positive gradient (Jiang et al. 2021).",
            new LayerCam()),
    /** Muhammad and Yeasin 2020: the same for all classes. */
    EIGENCAM(
            "eigencam",
            "Eigen-CAM",
            "The features' first principal direction, the same for every class (Muhammad and"
                    + " Yeasin 2020).",
            new EigenCam()),
    /** Wang et al. 2020. */
    SCORECAM(
            "scorecam",
            "Score-CAM",
            "Weights each channel by the score of the slice masked with it (Wang et al. 2020)."
                    + " Slow.",
            new ScoreCam()),
    /** Desai and Ramaswamy 2020. */
    ABLATIONCAM(
            "ablationcam",
            "Ablation-CAM",
            "Weights each channel by the drop of the score without it (Desai and Ramaswamy 2020).",
            new AblationCam());

    private final String id;
    private final String title;
    private final String text;
    private final Cam cam;

    CamMethod(String id, String title, String text, Cam cam) {
        this.id = id;
        this.title = title;
        this.text = text;
        this.cam = cam;
    }

    /**
     * Returns the name used in options and reports.
     *
     * @return such as {@code gradcam++}
     */
    public String id() {
        return id;
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
     * Returns what the method does, and the paper that it is from.
     *
     * @return a sentence for people
     */
    public String text() {
        return text;
    }

    /**
     * Tells whether the map depends on the class, and not on the features alone.
     *
     * @return false for {@link #EIGENCAM} only
     */
    public boolean dependsOnClass() {
        return this != EIGENCAM;
    }

    /**
     * Estimates how much work an explanation is, for schedulers.
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
     * Finds a method by its id.
     *
     * @param id such as {@code gradcam++}, in any case
     * @return the method
     * @throws IllegalArgumentException if there is none of that id
     */
    public static CamMethod parse(String id) {
        return Choice.of("method", id, List.of(values()), CamMethod::id);
    }
}
