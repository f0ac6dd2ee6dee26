package io.ctattention.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The odd images that users sent in, where the shared folder is at hand. */
class FieldCaseImagesTest {

    private final Path images =
            Path.of(System.getProperty("ct-attention.shared", "shared"), "field-cases/images");

    @Test
    void eachDecodesOrIsRefusedInASentence() throws Exception {
        Assumptions.assumeTrue(
                Files.isDirectory(images),
                "No field cases: set the system property ct-attention.shared to the shared folder");
        Map<String, String> results = new TreeMap<>();
        try (var files = Files.list(images)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                results.put(file.getFileName().toString(), decoded(file));
            }
        }
        assertThat(results)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "ct12in16.png", "200 x 200",
                                "exif6.jpg", "184 x 236",
                                "html.png", "is a text file; a PNG or JPEG file is expected",
                                "lfs.png",
                                        "is a Git LFS pointer in place of the file that 'git lfs"
                                                + " pull' brings; a PNG or JPEG file is expected",
                                "one.png", "1 x 1",
                                "slice.jfif", "236 x 184",
                                "tall-4000000x1.png", "1 x 4000000",
                                "thin.png", "3000 x 1",
                                "trailing.jpg", "236 x 184",
                                "trailing.png", "155 x 99"));
        GreyImage turned = new SliceDecoder().decode(images.resolve("exif6.jpg")).grey();
        GreyImage upright = new SliceDecoder().decode(images.resolve("slice.jfif")).grey();
        // Turned clockwise, the lower left corner comes to the upper left one.
        assertThat(turned.pixels()[0]).isEqualTo(upright.pixels()[183 * 236]);
    }

    private static String decoded(Path file) {
        try {
            GreyImage grey = new SliceDecoder().decode(file).grey();
            grey.resize(180, 180);
            return grey.width() + " x " + grey.height();
        } catch (ImageException e) {
            return e.fault();
        }
    }
}
