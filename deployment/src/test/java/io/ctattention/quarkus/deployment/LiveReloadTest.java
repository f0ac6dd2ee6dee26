package io.ctattention.quarkus.deployment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.QuarkusDevModeTest;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A native library belongs to the class loader that loaded it first, and dev mode has a new one
 * after every change. {@code -Dct-attention.reloads=10} looks longer for what piles up.
 */
class LiveReloadTest {

    private static final int RELOADS = Integer.getInteger("ct-attention.reloads", 2);

    @RegisterExtension
    static final QuarkusDevModeTest APP =
            new QuarkusDevModeTest()
                    .withApplicationRoot(
                            jar ->
                                    jar.addClass(LiveReloadResource.class)
                                            .addAsResource(
                                                    new StringAsset(
                                                            "quarkus.ct-attention.model="
                                                                    + TestModels.absolute(
                                                                            TestModels.cbam())),
                                                    "application.properties"));

    @Test
    void theModelAnswersTheSameAfterEveryReload() {
        byte[] slice = TestSlices.png(1);
        String first = classify(slice);
        assertThat(first).startsWith("version 0 of cbam says ");
        for (int reload = 1; reload <= RELOADS; reload++) {
            int before = reload - 1;
            int after = reload;
            APP.modifySourceFile(
                    LiveReloadResource.class,
                    source -> source.replace("VERSION = " + before, "VERSION = " + after));
            assertThat(classify(slice)).isEqualTo(first.replace("version 0", "version " + after));
        }
        TestModels.baseline(); // is there from here on, whichever test runs first
        APP.modifyResourceFile(
                "application.properties", config -> config.replace("/cbam", "/baseline"));
        assertThat(classify(slice)).startsWith("version " + RELOADS + " of baseline says ");
    }

    private static String classify(byte[] slice) {
        return given().body(slice).post("/live-reload").then().statusCode(200).extract().asString();
    }
}
