import io.ctattention.client.ApiClient;
import io.ctattention.client.ApiException;
import io.ctattention.client.api.ModelsApi;
import io.ctattention.client.api.SlicesApi;
import io.ctattention.client.model.Answer;
import io.ctattention.client.model.SliceAnswer;
import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** What a caller writes with the generated client: compiled beside it, not with the tests. */
public class ClientUse implements BiFunction<URI, List<File>, List<String>> {

    @Override
    public List<String> apply(URI service, List<File> files) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(service.toString().replaceAll("/$", ""));
        SlicesApi slices = new SlicesApi(client);
        List<String> said = new ArrayList<>();
        try {
            said.add("model " + new ModelsApi(client).listModels().getModels().get(1).getName());
            said.add("threshold " + new ModelsApi(client).getModel("ward-b").getThreshold());
            Answer answer = slices.classify(files, null);
            for (SliceAnswer slice : answer.getSlices()) {
                said.add(
                        slice.getError() == null
                                ? slice.getDecision() + " " + Math.round(1e4 * slice.getProbabilities().get("COVID"))
                                : slice.getError().getType());
            }
            SliceAnswer explained =
                    slices.explain(files.subList(0, 1), "COVID", "attention", "hirescam", "ward-b")
                            .getSlices()
                            .get(0);
            said.add("map of " + explained.getHeatMap().getPropertyClass());
            said.add("PNG " + new String(explained.getSlice(), 1, 3, StandardCharsets.US_ASCII));
        } catch (ApiException e) {
            throw new IllegalStateException(e);
        }
        try {
            slices.classify(files.subList(0, 1), "none");
        } catch (ApiException e) {
            said.add("refused with " + e.getCode());
        }
        return said;
    }
}
