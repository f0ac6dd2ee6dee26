package io.ctattention.dataset.reading;

import io.ctattention.dataset.DatasetException;
import io.ctattention.dataset.Split;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The layout of torchvision and Ultralytics: {@code train/COVID}, {@code val/COVID}, ... */
final class SplitFolders {

    private SplitFolders() {}

    /**
     * Whether all folders are named as splits.
     *
     * @throws DatasetException if one is named train and another is named as no split
     */
    static boolean are(Path root, ClassFolders found) throws DatasetException {
        List<Path> others =
                found.folders().stream().filter(folder -> split(folder).isEmpty()).toList();
        if (others.isEmpty()) {
            return !found.folders().isEmpty();
        }
        boolean train =
                found.folders().stream()
                        .anyMatch(folder -> split(folder).equals(Optional.of(Split.TRAIN)));
        if (train) {
            throw new DatasetException(
                    String.format(
                            Locale.ROOT,
                            "%s holds the folders %s; expected folders of splits (train, val, test)"
                                    + " and nothing else, or a folder for each class",
                            root,
                            found.names()));
        }
        return false;
    }

    /** The split that a folder's name says. */
    static Optional<Split> split(Path folder) {
        try {
            return Optional.of(Split.parse(folder.getFileName().toString()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
