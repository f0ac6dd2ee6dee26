package io.ctattention.server.page;

import static io.restassured.RestAssured.given;

import com.microsoft.playwright.options.FilePayload;
import io.ctattention.image.PngFile;
import io.ctattention.phantom.PhantomSlices;
import io.restassured.path.json.JsonPath;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** PNG files of phantom slices, and what the service says of them to programs. */
final class PhantomFile {

    private static final PhantomSlices SLICES = new PhantomSlices(7);
    private static final int ENOUGH_TO_BE_A_PNG = 3000;
    private static final int TRIED = 60;

    private static final Map<Integer, byte[]> DRAWN = new ConcurrentHashMap<>();

    private PhantomFile() {}

    static FilePayload of(int index) {
        byte[] png =
                DRAWN.computeIfAbsent(
                        index, i -> PngFile.bytes(SLICES.slice(i, true).image().toBufferedImage()));
        return new FilePayload(
                String.format(Locale.ROOT, "phantom-%02d.png", index), "image/png", png);
    }

    static FilePayload[] several(int count) {
        return IntStream.range(0, count).mapToObj(PhantomFile::of).toArray(FilePayload[]::new);
    }

    static FilePayload damaged() {
        return new FilePayload(
                "damaged.png", "image/png", Arrays.copyOf(of(1).buffer, ENOUGH_TO_BE_A_PNG));
    }

    /**
     * A slice that the model takes for COVID, with maps of Grad-CAM++ for it at both layers. Those
     * of Grad-CAM are all empty for some of the models that are trained by the build, as sums of
     * another processor make another model.
     */
    static FilePayload withHeat() {
        return first(
                file ->
                        explained(file).getString("slices[0].prediction").equals("COVID")
                                && !isEmpty(file, "method", "gradcam++", "layer", "conv")
                                && !isEmpty(file, "method", "gradcam++", "layer", "attention"));
    }

    /** A slice where nothing in the image supports NonCOVID. */
    static FilePayload withoutHeatForNonCovid() {
        return first(file -> isEmpty(file, "class", "NonCOVID"));
    }

    private static FilePayload first(Predicate<FilePayload> wanted) {
        return IntStream.range(0, TRIED)
                .mapToObj(PhantomFile::of)
                .filter(wanted)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isEmpty(FilePayload file, String... query) {
        return explained(file, query).getBoolean("slices[0].heatMap.empty");
    }

    /** What the service says of a file. */
    static JsonPath explained(FilePayload file, String... query) {
        var request = given().accept("application/json").contentType("application/octet-stream");
        for (int i = 0; i < query.length; i += 2) {
            request.queryParam(query[i], query[i + 1]);
        }
        return request.body(file.buffer)
                .post("/v1/explanations")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
