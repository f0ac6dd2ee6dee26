package io.ctattention.quarkus.deployment.devui;

import io.ctattention.quarkus.runtime.devui.DevUiService;
import io.quarkus.deployment.IsLocalDevelopment;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.devui.spi.JsonRPCProvidersBuildItem;
import io.quarkus.devui.spi.page.CardPageBuildItem;
import io.quarkus.devui.spi.page.Page;

/** The extension's card in the Dev UI, and the two pages behind it. */
class DevUiProcessor {

    private static final String LOGO = "icon.svg";

    @BuildStep(onlyIf = IsLocalDevelopment.class)
    CardPageBuildItem card() {
        CardPageBuildItem card = new CardPageBuildItem();
        card.setLogo(LOGO, LOGO);
        card.addLibraryVersion("ai.djl", "api", "Deep Java Library", "https://djl.ai/");
        card.addPage(
                Page.webComponentPageBuilder()
                        .title("Models")
                        .icon("font-awesome-solid:brain")
                        .componentLink("qwc-ct-attention-models.js")
                        .dynamicLabelJsonRPCMethodName("modelCount"));
        card.addPage(
                Page.webComponentPageBuilder()
                        .title("Explain a slice")
                        .icon("font-awesome-solid:lungs")
                        .componentLink("qwc-ct-attention-explain.js"));
        return card;
    }

    /** The service's only way to become a bean, so that production has none. */
    @BuildStep(onlyIf = IsLocalDevelopment.class)
    JsonRPCProvidersBuildItem service() {
        return new JsonRPCProvidersBuildItem(DevUiService.class);
    }
}
