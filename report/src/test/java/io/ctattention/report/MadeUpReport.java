package io.ctattention.report;

import io.ctattention.audit.AuditReport;
import io.ctattention.audit.AuditedData;
import io.ctattention.audit.ClassHint;
import io.ctattention.audit.IdenticalFiles;
import io.ctattention.audit.NearDuplicates;
import io.ctattention.audit.PatientOverlap;
import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.comparison.AttentionEffect;
import io.ctattention.comparison.ComparisonReport;
import io.ctattention.comparison.ComparisonSetup;
import io.ctattention.comparison.Example;
import io.ctattention.comparison.NetworkResult;
import io.ctattention.comparison.PaperTable;
import io.ctattention.comparison.PatientLeakage;
import io.ctattention.comparison.Run;
import io.ctattention.comparison.RunResult;
import io.ctattention.comparison.statistics.Repeat;
import io.ctattention.comparison.verdict.LastEpochs;
import io.ctattention.dataset.Protocol;
import io.ctattention.dataset.UnreadableSlice;
import io.ctattention.evaluation.EvaluationOptions;
import io.ctattention.evaluation.EvaluationReport;
import io.ctattention.evaluation.Metric;
import io.ctattention.evaluation.SlicePrediction;
import io.ctattention.explanation.CamMethod;
import io.ctattention.explanation.Gate;
import io.ctattention.explanation.HeatMap;
import io.ctattention.explanation.HeatMapMeasures;
import io.ctattention.explanation.Overlay;
import io.ctattention.explanation.SanityCheck;
import io.ctattention.model.Decision;
import io.ctattention.training.EpochRecord;
import io.ctattention.training.History;
import io.ctattention.training.recipe.TrainingRecipe;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** A comparison that nobody ran: figures drawn by chance, but of a likely size. */
final class MadeUpReport {

    private final List<String> classes;
    private final List<NetworkSpec> networks;
    private final int seeds;
    private final TrainingRecipe recipe;
    private final int slices;
    private final Random random = new Random(7);
    private Set<String> constant = Set.of();
    private IntUnaryOperator lastEpoch;
    private Repeat repeat = Repeat.SEED;
    private boolean oneClass;

    MadeUpReport(
            List<String> classes,
            List<AttentionSpec> attentions,
            int seeds,
            int epochs,
            int slices) {
        this.classes = classes;
        this.networks =
                attentions.stream().map(a -> NetworkSpec.paper(a, 180, classes.size())).toList();
        this.seeds = seeds;
        this.recipe = TrainingRecipe.PAPER.withEpochs(epochs);
        this.slices = slices;
        this.lastEpoch = n -> epochs;
    }

    /** Networks that answer the second class whatever they see. */
    MadeUpReport constant(String... names) {
        constant = Set.of(names);
        return this;
    }

    /** Early stopping, by the repetition from 0. */
    MadeUpReport stoppingAfter(IntUnaryOperator epoch) {
        lastEpoch = epoch;
        return this;
    }

    /** Every validation slice is of the first class. */
    MadeUpReport ofOneClass() {
        oneClass = true;
        return this;
    }

    MadeUpReport overFolds() {
        repeat = Repeat.FOLD;
        return this;
    }

    ComparisonReport report(PatientLeakage leakage, boolean phantom, List<BufferedImage> pictures) {
        ComparisonSetup setup = setup(phantom);
        List<NetworkResult> results =
                networks.stream().map(n -> NetworkResult.of(runs(n), setup)).toList();
        return new ComparisonReport(
                setup,
                leakage,
                audit(leakage, phantom),
                results.get(0).runs().get(0).report().constantBaseline(),
                results,
                AttentionEffect.among(results, setup),
                Map.of(
                        "cbam",
                        new SanityCheck(
                                List.of(
                                        new SanityCheck.Stage("trained", 1),
                                        new SanityCheck.Stage("conv1", 0.21))),
                        "baseline",
                        new SanityCheck(
                                List.of(
                                        new SanityCheck.Stage("trained", 1),
                                        new SanityCheck.Stage("conv1", baselineCorrelation())))),
                IntStream.range(0, pictures.size())
                        .mapToObj(i -> example(i, pictures.get(i)))
                        .toList());
    }

    private double baselineCorrelation() {
        return constant.contains("baseline") ? Double.NaN : 0.34;
    }

    private LastEpochs lastEpochs() {
        return LastEpochs.of(IntStream.range(0, seeds).map(lastEpoch));
    }

    private ComparisonSetup setup(boolean phantom) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put(classes.get(0), 349L);
        counts.put(classes.get(1), 397L);
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("ct-attention", "1.0.0-SNAPSHOT");
        versions.put("djl", "0.35.1");
        versions.put("pytorch", "2.7.1");
        versions.put("java", "17.0.17");
        return new ComparisonSetup(
                "covid-ct",
                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                phantom,
                counts,
                classes,
                classes.get(0),
                Protocol.RANDOM.id(),
                repeat,
                IntStream.rangeClosed(1, seeds).mapToObj(i -> (long) i).toList(),
                recipe,
                CamMethod.GRADCAM,
                PaperTable.milestones(lastEpochs()),
                lastEpochs(),
                425,
                slices,
                "cpu",
                2,
                versions,
                "ct-attention compare --data covid-ct --networks baseline,cbam --protocol random --seeds 5");
    }

    private List<RunResult> runs(NetworkSpec network) {
        double skill = network.name().equals("baseline") ? 0.55 : 0.95;
        List<RunResult> runs = new ArrayList<>();
        for (int n = 0; n < seeds; n++) {
            runs.add(run(network, n, skill + 0.12 * random.nextGaussian()));
        }
        return runs;
    }

    private RunResult run(NetworkSpec network, int n, double skill) {
        List<SlicePrediction> predictions = new ArrayList<>();
        List<HeatMapMeasures> measures = new ArrayList<>();
        for (int i = 0; i < slices; i++) {
            int label = oneClass || i % 9 < 4 ? 0 : 1;
            double logit = (label == 0 ? skill : -skill) * 1.3 + 1.9 * random.nextGaussian();
            double p = constant.contains(network.name()) ? 0.38 : 1 / (1 + Math.exp(-logit));
            String file = classes.get(label) + "/slice-" + i + ".png";
            predictions.add(
                    new SlicePrediction(
                            file,
                            "Patient " + i / 2,
                            classes.get(label),
                            new double[] {p, 1 - p},
                            classes.get(p >= Decision.HALF ? 0 : 1)));
            measures.add(measures(file, skill));
        }
        EvaluationReport report =
                EvaluationReport.of(
                        classes,
                        classes.get(0),
                        Decision.HALF,
                        predictions,
                        null,
                        false,
                        List.of(),
                        List.of(),
                        new EvaluationOptions(0, 1));
        long parameters = network.name().equals("baseline") ? 6_941_890 : 6_943_506;
        return new RunResult(
                new Run(network, repeat, n + 1, null, recipe.withSeed(n + 1)),
                parameters,
                history(report, network, skill, lastEpoch.applyAsInt(n)),
                report,
                measures,
                new PatientOverlap(
                        "val", List.of("Patient 1"), slices, 3, 3.0 / slices, 0, 597, 0));
    }

    private History history(
            EvaluationReport report, NetworkSpec network, double skill, int lastEpoch) {
        List<EpochRecord> epochs = new ArrayList<>();
        double last = report.perClass().get(classes.get(0)).f1().value();
        for (int e = 1; e <= lastEpoch; e++) {
            double train = 0.02 + 0.68 * Math.exp(-(e - 1) / 6.0);
            double f1 =
                    e == lastEpoch
                            ? last
                            : last - 0.1 * Math.exp(-e / 4.0) + 0.04 * random.nextGaussian();
            double loss = 0.66 + e * e * 0.0016 / skill + 0.05 * random.nextGaussian();
            double seconds = (network.name().equals("baseline") ? 7.7 : 13.6) + random.nextDouble();
            epochs.add(
                    new EpochRecord(
                            e,
                            0.001,
                            train,
                            1 - train / 2,
                            1 - train / 2,
                            Map.of(Metric.F1.id(), f1, Metric.LOSS.id(), loss),
                            seconds));
        }
        return new History(classes.get(0), epochs);
    }

    private HeatMapMeasures measures(String file, double skill) {
        double lungs =
                Math.min(0.9, Math.max(0.05, 0.25 + 0.2 * skill + 0.1 * random.nextGaussian()));
        double ring = (1 - lungs) * 0.35;
        List<Double> insertion = new ArrayList<>();
        List<Double> deletion = new ArrayList<>();
        for (int i = 0; i <= 10; i++) {
            insertion.add(0.5 + 0.4 * (1 - Math.exp(-i * skill / 2.5)));
            deletion.add(0.5 + 0.4 * Math.exp(-i * skill / 2.0));
        }
        return new HeatMapMeasures(
                file,
                classes.get(0),
                false,
                lungs,
                ring,
                0.33,
                0.28,
                null,
                null,
                deletion,
                insertion);
    }

    private Example example(int i, BufferedImage picture) {
        String label = classes.get(i % 2);
        List<Example.Answer> answers = new ArrayList<>();
        for (NetworkSpec network : networks) {
            boolean correct = random.nextDouble() < 0.65;
            HeatMap map = heatMap(network);
            answers.add(
                    new Example.Answer(
                            network.name(),
                            correct ? label : classes.get(1 - i % 2),
                            0.5 + 0.5 * random.nextDouble(),
                            correct,
                            Overlay.blendedPng(picture, map, 256),
                            i == 4 && network.name().equals("baseline"),
                            network.gatedConvolutions().stream()
                                    .map(k -> gate(k, 180 >> (k - 1)).toPng())
                                    .toList()));
        }
        return new Example(
                label + "/2020.03.01.20029769-p21-73_1%" + i + ".png",
                label,
                Overlay.slicePng(picture, 256),
                answers);
    }

    private HeatMap heatMap(NetworkSpec network) {
        int side = network.featureGrid().side();
        double x = 8 + 26 * random.nextDouble();
        double y = 8 + 26 * random.nextDouble();
        float[] values = new float[side * side];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.exp(-(Math.hypot(i % side - x, i / side - y)) / 7);
        }
        return new HeatMap(side, values, values, false, 9.0 / 180, 4.0 / 180);
    }

    private Gate gate(int convolution, int side) {
        float[] values = new float[side * side];
        for (int i = 0; i < values.length; i++) {
            double wave = Math.sin(i % side / (side / 9.0)) * Math.cos(i / side / (side / 7.0));
            values[i] = (float) (0.5 + 0.3 * wave + 0.1 * random.nextDouble());
        }
        return new Gate(convolution, side, values);
    }

    private AuditReport audit(PatientLeakage leakage, boolean phantom) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put(classes.get(0), 349L);
        counts.put(classes.get(1), 397L);
        Map<String, Integer> split = new LinkedHashMap<>();
        split.put("test", 0);
        split.put("train", 597);
        split.put("val", slices);
        return new AuditReport(
                new AuditedData(
                        null, 746, counts, classes.get(0), 384, 12, List.of(), 3, phantom, split),
                List.of(new UnreadableSlice("a.png", "COVID/a.png: no PNG or JPEG image")),
                List.of(
                        new PatientOverlap(
                                "val",
                                leakage.leaks() ? List.of("Patient 1", "Patient 2") : List.of(),
                                slices,
                                (int) Math.round(slices * leakage.mean()),
                                leakage.mean(),
                                0,
                                597,
                                0)),
                List.of(new IdenticalFiles("ab", List.of("a.png", "b.png"), true, false)),
                new NearDuplicates(0.98, 41, 7, 12, 3, List.of()),
                List.of(
                        new ClassHint(
                                "colour mode",
                                0.774,
                                0.751,
                                0.532,
                                null,
                                Map.of("RGBA", Map.of(classes.get(0), 174L))),
                        new ClassHint("height", 0.66, 0.653, 0.532, 0.7012, null),
                        new ClassHint("border brightness", 0.61, 0.604, 0.532, 0.633, null)));
    }
}
