package io.ctattention.quarkus.deployment;

import static io.quarkus.devtools.codestarts.quarkus.QuarkusCodestartCatalog.Language.JAVA;
import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.model.ModelCard;
import io.ctattention.model.ModelFolder;
import io.quarkus.devtools.codestarts.quarkus.QuarkusCodestartCatalog;
import io.quarkus.devtools.messagewriter.MessageWriter;
import io.quarkus.devtools.project.CodestartResourceLoadersBuilder;
import io.quarkus.devtools.testing.FakeExtensionCatalog;
import io.quarkus.devtools.testing.codestarts.QuarkusCodestartTest;
import io.quarkus.platform.descriptor.loader.json.ResourceLoader;
import io.quarkus.platform.descriptor.loader.json.ResourceLoaders;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Generates an application from the codestart as it is packed, without a registry. */
class CodestartIT {

    @RegisterExtension
    static final QuarkusCodestartTest CODESTART =
            QuarkusCodestartTest.builder()
                    .codestarts("ct-attention")
                    .languages(JAVA)
                    .extensionCatalog(FakeExtensionCatalog.FAKE_EXTENSION_CATALOG)
                    .quarkusCodestartCatalog(catalog())
                    .build();

    /** The tools would look for the packed codestart in the local repository only. */
    private static QuarkusCodestartCatalog catalog() {
        List<ResourceLoader> loaders =
                new ArrayList<>(
                        CodestartResourceLoadersBuilder.getCodestartResourceLoaders(
                                MessageWriter.info()));
        File codestarts = new File(System.getProperty("ct-attention.codestarts"));
        loaders.add(ResourceLoaders.resolveFileResourceLoader(codestarts));
        try {
            return QuarkusCodestartCatalog.fromExtensionsCatalog(
                    FakeExtensionCatalog.FAKE_EXTENSION_CATALOG, loaders);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theCodeIsThatOfTheSnapshots() throws Throwable {
        CODESTART.checkGeneratedSource("org.acme.SliceResource");
        CODESTART.checkGeneratedTestSource("org.acme.SliceResourceTest");
    }

    @Test
    void theModelIsThatOfItsCard() throws Throwable {
        ModelCard card = ModelFolder.verify(generated("src/main/resources/model"));
        assertThat(card.data().phantom()).isTrue();
        assertThat(Files.size(generated("src/main/resources/model/" + ModelFolder.PARAMETERS)))
                .isLessThan(700_000);
    }

    @Test
    void theSamplesAreSlices() throws Throwable {
        for (String label : List.of("COVID", "NonCOVID")) {
            Path sample = generated("src/main/resources/META-INF/resources/samples/%s.png", label);
            assertThat(ImageIO.read(sample.toFile()).getWidth()).isBetween(200, 420);
        }
    }

    @Test
    void theApplicationFindsTheModelAndSaysWhatItIs() throws Throwable {
        assertThat(generated("src/main/resources/application.properties"))
                .content()
                .contains("quarkus.ct-attention.model=classpath:model");
        assertThat(generated("README.md"))
                .content()
                .contains("trained on **phantoms**", "not a\nmedical device", "curl");
        assertThat(generated("src/main/resources/META-INF/resources/slices.html"))
                .content()
                .contains("trained on phantoms", "not a medical device");
        assertThat(generated("pom.xml")).content().contains("quarkus-rest-jackson");
    }

    private static Path generated(String file, Object... arguments) throws Throwable {
        Path[] path = new Path[1];
        CODESTART
                .assertThatGeneratedFile(JAVA, String.format(Locale.ROOT, file, arguments))
                .exists()
                .satisfies(found -> path[0] = found);
        return path[0];
    }
}
