package io.ctattention.cli.option;

import io.ctattention.dataset.ReadOptions;
import io.ctattention.dataset.SliceSet;
import io.ctattention.dataset.reading.SliceSetReader;
import io.ctattention.training.Training.Resumable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The classes of a data set, and which one is positive. */
public final class ClassOptions {

    /** What a command says of DATA. */
    public static final String DATA =
            "A CSV manifest (file, label, patient, split), a folder with a folder for each class"
                    + " (or with splits that have them), or the published COVID-CT folder.";

    @Option(
            names = "--positive",
            paramLabel = "CLASS",
            description =
                    "The positive class, of F1 and AUROC (default: "
                            + ReadOptions.POSITIVE_CLASS
                            + ", or the last of --classes if that is not among them).")
    String positive;

    @Option(
            names = "--classes",
            paramLabel = "CLASS",
            split = ",",
            description =
                    "The classes in the order of the logits, such as NonCOVID,COVID (default:"
                            + " sorted, the positive class last).")
    List<String> classes;

    /**
     * Reads a data set, and reports what was skipped.
     *
     * @param data where it is
     * @param err standard error
     * @return its slices
     * @throws IOException if it cannot be read
     */
    public SliceSet read(Path data, PrintWriter err) throws IOException {
        return read(data, new ReadOptions(positive, classes), err);
    }

    /**
     * Reads the data set of an earlier training, whose classes are those that were not given.
     *
     * @param data where it is
     * @param earlier the training
     * @param err standard error
     * @return its slices
     * @throws IOException if it cannot be read
     */
    public SliceSet read(Path data, Resumable earlier, PrintWriter err) throws IOException {
        if (positive == null) {
            positive = earlier.positiveClass();
        }
        if (classes != null) {
            return read(data, err);
        }
        return read(data, ReadOptions.ofModel(positive, earlier.classes()), err);
    }

    /**
     * Reads a data set, and reports what was skipped.
     *
     * @param data where it is
     * @param options its classes
     * @param err standard error
     * @return its slices
     * @throws IOException if it cannot be read
     */
    public static SliceSet read(Path data, ReadOptions options, PrintWriter err)
            throws IOException {
        SliceSet slices = SliceSetReader.read(data, options);
        SliceInputs.tell(data, slices.leftOut(), err);
        return slices;
    }
}
