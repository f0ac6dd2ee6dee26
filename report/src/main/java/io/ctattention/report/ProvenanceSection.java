package io.ctattention.report;

import static j2html.TagCreator.code;
import static j2html.TagCreator.dd;
import static j2html.TagCreator.div;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.text;

import io.ctattention.comparison.ComparisonReport;
import io.ctattention.comparison.ComparisonSetup;
import io.ctattention.comparison.ReportWords;
import io.ctattention.training.recipe.Augmentation;
import io.ctattention.training.recipe.TrainingRecipe;
import j2html.tags.DomContent;
import j2html.tags.specialized.DlTag;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Everything needed to repeat the comparison. */
final class ProvenanceSection {

    private ProvenanceSection() {}

    static PageSection of(ComparisonReport report) {
        ComparisonSetup setup = report.setup();
        return PageSection.of(
                "origin",
                "Data, settings and software",
                div(each(command(setup), c -> c)),
                div(
                                div(h3("Data and split"), data(setup)),
                                div(h3("Recipe"), recipe(setup.recipe())),
                                div(h3("Software and machine"), software(setup)))
                        .withClass("facts"));
    }

    private static List<DomContent> command(ComparisonSetup setup) {
        return setup.command() == null
                ? List.of()
                : List.of(pre(code(setup.command())).withClass("command").withTabindex(0));
    }

    private static DlTag data(ComparisonSetup setup) {
        DlTag facts = dl();
        fact(facts, "data", setup.data());
        facts.with(dt("SHA-256"), dd(code(setup.fingerprint())));
        fact(facts, "slices", PageWords.counts(setup.counts()));
        fact(facts, "protocol", setup.protocol());
        fact(
                facts,
                "train / validation",
                String.format(
                        Locale.ROOT,
                        "%s / %s slices",
                        ReportWords.number(setup.trainSlices()),
                        ReportWords.number(setup.validationSlices())));
        fact(
                facts,
                setup.repeat().id() + "s",
                setup.numbers().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        fact(facts, "positive class", setup.positiveClass());
        fact(facts, "heat maps", setup.method().title());
        return facts;
    }

    private static DlTag recipe(TrainingRecipe recipe) {
        DlTag facts = dl();
        fact(facts, "epochs", recipe.epochs());
        fact(facts, "batch size", recipe.batchSize());
        fact(facts, "first seed", recipe.seed());
        fact(facts, "learning rate", recipe.learningRate());
        fact(facts, "schedule", recipe.schedule().id());
        fact(facts, "warm-up epochs", recipe.warmUpEpochs());
        fact(facts, "weight decay", recipe.weightDecay());
        fact(facts, "class weights", recipe.classWeights().card());
        fact(facts, "label smoothing", recipe.labelSmoothing());
        fact(facts, "augmentation", augmentation(recipe.augmentation()));
        fact(
                facts,
                "early stopping",
                recipe.earlyStopping() == null
                        ? "none"
                        : String.format(
                                Locale.ROOT,
                                "%s, patience %d",
                                recipe.earlyStopping().id(),
                                recipe.patience()));
        return facts;
    }

    private static String augmentation(Augmentation augmentation) {
        if (augmentation.equals(Augmentation.NONE)) {
            return "none";
        }
        return String.format(
                Locale.ROOT,
                "%srotation %s°, shift %s, zoom %s, brightness %s, contrast %s",
                augmentation.flip() ? "flip, " : "",
                augmentation.rotation(),
                augmentation.shift(),
                augmentation.zoom(),
                augmentation.brightness(),
                augmentation.contrast());
    }

    private static DlTag software(ComparisonSetup setup) {
        DlTag facts = dl();
        setup.versions().forEach((name, version) -> fact(facts, name, version));
        fact(facts, "device", setup.device());
        fact(facts, "threads", setup.threads());
        return facts;
    }

    private static void fact(DlTag facts, String name, Object value) {
        facts.with(dt(name), dd(text(String.valueOf(value))));
    }
}
