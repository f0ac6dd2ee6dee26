package io.ctattention.audit;

import static io.ctattention.dataset.TestData.noise;
import static io.ctattention.dataset.TestData.png;
import static io.ctattention.dataset.TestData.write;
import static java.awt.image.BufferedImage.TYPE_BYTE_GRAY;
import static java.awt.image.BufferedImage.TYPE_INT_ARGB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.ctattention.dataset.Partition;
import io.ctattention.dataset.PartitionOptions;
import io.ctattention.dataset.Protocol;
import io.ctattention.dataset.ReadOptions;
import io.ctattention.dataset.SharedSlices;
import io.ctattention.dataset.SliceSet;
import io.ctattention.dataset.reading.SliceSetReader;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {

    @TempDir Path folder;

    private AuditReport audit(String rows, Protocol protocol) throws IOException {
        write(folder.resolve("manifest.csv"), "file,label,patient,split\n" + rows);
        SliceSet set = SliceSetReader.read(folder, ReadOptions.defaults());
        return Audit.of(
                set, protocol == null ? null : Partition.of(set, PartitionOptions.of(protocol, 0)));
    }

    private void slice(String name, long seed) throws IOException {
        png(folder.resolve(name), noise(TYPE_BYTE_GRAY, 100, 80, seed));
    }

    private static ClassHint hint(AuditReport report, String property) {
        return report.classHints().stream()
                .filter(hint -> hint.property().equals(property))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void patientsOnBothSidesAreCounted() throws IOException {
        for (int i = 1; i <= 8; i++) {
            slice(i + ".png", i);
        }
        AuditReport report =
                audit(
                        """
                        1.png,COVID,Ann,train
                        2.png,COVID,Bob,train
                        3.png,NonCOVID,Cid,train
                        4.png,COVID,Ann,val
                        5.png,COVID,Ann,val
                        6.png,NonCOVID,Dan,val
                        7.png,NonCOVID,,val
                        8.png,NonCOVID,Bob,test
                        """,
                        Protocol.SPLIT);
        assertThat(report.patientOverlap())
                .containsExactly(
                        new PatientOverlap("val", List.of("Ann"), 4, 2, 0.5, 1, 3, 0),
                        new PatientOverlap("test", List.of("Bob"), 1, 1, 1, 0, 3, 0));
        assertThat(report.data().patients()).isEqualTo(4);
        assertThat(report.data().slicesWithoutPatient()).isEqualTo(1);
        assertThat(report.toText())
                .contains(
                        """
                        Patients both in train and in val: 1
                          2 of 4 val slices (50.0 %) have a training slice of the same patient
                          1 of 4 val slices and 0 of 3 train slices name no patient; whether they share any is unknown
                        """);
    }

    @Test
    void wherePatientsAreUnknownNoOverlapIsDenied() throws IOException {
        for (int i = 1; i <= 4; i++) {
            slice(i + ".png", i);
        }
        AuditReport report =
                audit(
                        """
                        1.png,COVID,Ann,train
                        2.png,NonCOVID,ann,train
                        3.png,COVID,NaN,val
                        4.png,NonCOVID,none,val
                        """,
                        Protocol.SPLIT);
        assertThat(report.data().patients()).isEqualTo(2);
        assertThat(report.data().slicesWithoutPatient()).isEqualTo(2);
        assertThat(report.data().alikePatients()).containsExactly(List.of("Ann", "ann"));
        assertThat(report.toText())
                .contains(
                        """
                        Groups of patient identifiers that differ only in case or spaces: 1; --json lists them
                        """)
                .contains(
                        """
                        Patients both in train and in val: unknown
                          2 of 2 val slices and 0 of 2 train slices name no patient; whether they share any is unknown
                        """);
    }

    @Test
    void identicalFilesAreGrouped() throws IOException {
        slice("a.png", 1);
        slice("b.png", 2);
        slice("c.png", 3);
        for (String copy : List.of("a", "b")) {
            Files.copy(folder.resolve(copy + ".png"), folder.resolve(copy + "2.png"));
        }
        Files.copy(folder.resolve("a.png"), folder.resolve("a3.png"));
        AuditReport report =
                audit(
                        """
                        a.png,COVID,,train
                        a2.png,COVID,,train
                        a3.png,NonCOVID,,val
                        b.png,COVID,,train
                        b2.png,COVID,,train
                        c.png,NonCOVID,,val
                        """,
                        Protocol.SPLIT);
        assertThat(report.identical())
                .extracting(
                        IdenticalFiles::names,
                        IdenticalFiles::differentLabels,
                        IdenticalFiles::acrossSplit)
                .containsExactly(
                        tuple(List.of("a.png", "a2.png", "a3.png"), true, true),
                        tuple(List.of("b.png", "b2.png"), false, false));
        assertThat(report.nearDuplicates().count()).as("identical ones count once").isZero();
        assertThat(report.toText())
                .contains("byte-identical files: 2; different labels: 1, across the split: 1\n")
                .contains("  a.png = a2.png = a3.png, different labels, across the split\n");
    }

    @Test
    void nearDuplicatesAreFoundAtAnotherSizeColourModeAndBrightness() throws IOException {
        slice("a.png", 1);
        png(folder.resolve("a-large.png"), noise(TYPE_INT_ARGB, 200, 160, 1));
        BufferedImage marked = noise(TYPE_BYTE_GRAY, 100, 80, 1);
        Graphics2D graphics = marked.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(20, 20, 4, 4);
        graphics.dispose();
        png(folder.resolve("a-marked.png"), marked);
        slice("b.png", 2);
        AuditReport report =
                audit(
                        """
                        a.png,COVID,,train
                        a-large.png,COVID,,val
                        a-marked.png,NonCOVID,,train
                        b.png,NonCOVID,,val
                        """,
                        Protocol.SPLIT);
        NearDuplicates near = report.nearDuplicates();
        assertThat(near.count()).isEqualTo(3);
        assertThat(near.differentLabels()).isEqualTo(2);
        assertThat(near.acrossSplit()).isEqualTo(2);
        assertThat(near.differentLabelsAcrossSplit()).isEqualTo(1);
        assertThat(near.pairs())
                .extracting(pair -> pair.first() + " " + pair.second())
                .containsExactly(
                        "a-large.png a-marked.png", "a-marked.png a.png", "a-large.png a.png");
        assertThat(near.pairs()).allSatisfy(p -> assertThat(p.correlation()).isBetween(0.98, 1.0));
    }

    @Test
    void propertiesThatGiveTheClassAwayAreMeasured() throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            // 6 of 10 COVID slices are RGBA and all are narrower, with a white frame
            int type = i < 6 ? TYPE_INT_ARGB : TYPE_BYTE_GRAY;
            BufferedImage covid = noise(type, 40, 50, i);
            Graphics2D graphics = covid.createGraphics();
            graphics.setColor(Color.WHITE);
            graphics.drawRect(0, 0, 39, 49);
            graphics.drawRect(1, 1, 37, 47);
            graphics.dispose();
            png(folder.resolve(String.format(Locale.ROOT, "c%d.png", i)), covid);
            png(
                    folder.resolve(String.format(Locale.ROOT, "n%d.png", i)),
                    noise(TYPE_BYTE_GRAY, 45, 50, 100 + i));
            rows.append(String.format(Locale.ROOT, "c%d.png,COVID\nn%d.png,NonCOVID\n", i, i));
        }
        AuditReport report = audit(rows.toString(), null);
        ClassHint mode = hint(report, "colour mode");
        assertThat(mode.values())
                .isEqualTo(
                        Map.of(
                                "rgba", Map.of("COVID", 6L),
                                "grey", Map.of("COVID", 4L, "NonCOVID", 10L)));
        assertThat(mode.accuracy()).isEqualTo(0.8);
        assertThat(mode.balancedAccuracy()).isCloseTo(0.8, within(1e-12));
        assertThat(mode.majorityAccuracy()).isEqualTo(0.5);
        assertThat(mode.auroc()).isNull();
        assertThat(hint(report, "width").auroc()).isEqualTo(1);
        assertThat(hint(report, "width").accuracy()).isEqualTo(1);
        assertThat(hint(report, "height").auroc()).isEqualTo(0.5);
        assertThat(hint(report, "height").balancedAccuracy()).isEqualTo(0.5);
        assertThat(hint(report, "file type").balancedAccuracy()).isEqualTo(0.5);
        assertThat(hint(report, "border brightness").auroc()).isEqualTo(1);
        assertThat(report.classHints().get(0).balancedAccuracy())
                .as("strongest first")
                .isEqualTo(1);
    }

    @Test
    void unreadableFilesAreListedAndTheRestIsAudited() throws IOException {
        slice("a.png", 1);
        slice("b.png", 2);
        write(folder.resolve("bad.png"), "this is no image");
        AuditReport report = audit("a.png,COVID\nb.png,NonCOVID\nbad.png,NonCOVID\n", null);
        assertThat(report.unreadable())
                .singleElement()
                .satisfies(file -> assertThat(file.name()).isEqualTo("bad.png"))
                .satisfies(file -> assertThat(file.fault()).contains("bad.png"));
        assertThat(report.toText()).contains("Unreadable files: 1\n").contains("bad.png");
        assertThat(report.data().fingerprint()).hasSize(64);
        assertThat(report.classHints()).hasSize(5);
    }

    @Test
    void jsonHasTheRecordsFieldsAndLeavesOutWhatIsNotKnown() throws IOException {
        slice("phantom-1.png", 1);
        slice("phantom-2.png", 2);
        AuditReport report = audit("phantom-1.png,COVID\nphantom-2.png,NonCOVID\n", null);
        JsonObject json = JsonParser.parseString(report.toJson()).getAsJsonObject();
        JsonObject data = json.getAsJsonObject("data");
        assertThat(data.get("slices").getAsInt()).isEqualTo(2);
        assertThat(data.get("phantom").getAsBoolean()).isTrue();
        assertThat(data.getAsJsonObject("classes").keySet()).containsExactly("NonCOVID", "COVID");
        assertThat(data.has("split")).isFalse();
        assertThat(json.getAsJsonArray("patientOverlap")).isEmpty();
        assertThat(json.getAsJsonObject("nearDuplicates").get("threshold").getAsDouble())
                .isEqualTo(0.98);
        assertThat(json.getAsJsonArray("classHints")).hasSize(5);
        assertThat(report.toJson()).doesNotContain("NaN");
        assertThat(report.toText())
                .contains("These slices are phantoms: nothing here says anything about patients.")
                .doesNotContain("across the split");
    }

    @Test
    void theRealSlicesShareNoPatientButTheirColourModeGivesThemAway() throws IOException {
        SliceSet set = SharedSlices.read();
        AuditReport report =
                Audit.of(set, Partition.of(set, PartitionOptions.of(Protocol.SPLIT, 0)));
        assertThat(report.unreadable()).isEmpty();
        assertThat(report.patientOverlap())
                .containsExactly(new PatientOverlap("val", List.of(), 118, 0, 0, 0, 425, 0));
        assertThat(report.identical()).isEmpty();
        // counted in the files' headers by another program
        assertThat(hint(report, "colour mode").values().get("rgba"))
                .isEqualTo(Map.of("COVID", 127L));
        assertThat(hint(report, "file type").values())
                .isEqualTo(
                        Map.of(
                                "JPEG", Map.of("COVID", 32L, "NonCOVID", 149L),
                                "PNG", Map.of("COVID", 219L, "NonCOVID", 143L)));
        assertThat(set.slices())
                .filteredOn(slice -> slice.label().equals("COVID"))
                .allSatisfy(slice -> assertThat(slice.name()).endsWith(".png"));
        assertThat(hint(report, "colour mode").accuracy()).isBetween(0.75, 0.80);
        assertThat(hint(report, "colour mode").majorityAccuracy())
                .isCloseTo(292 / 543.0, within(1e-12));
    }

    @Test
    void aClassWithoutSlicesHidesNoLeak() throws IOException {
        for (int i = 1; i <= 10; i++) {
            slice("COVID/" + i + ".png", i);
            png(folder.resolve("NonCOVID/" + i + ".png"), noise(TYPE_INT_ARGB, 100, 80, 100 + i));
        }
        List<String> classes = List.of("NonCOVID", "COVID", "Pneumonia");
        SliceSet set = SliceSetReader.read(folder, new ReadOptions(null, classes));
        AuditReport report = Audit.of(set, null);
        assertThat(report.data().classes()).containsEntry("Pneumonia", 0L);
        assertThat(hint(report, "colour mode").balancedAccuracy()).isEqualTo(1);
    }

    @Test
    void aRandomSplitOfTheRealSlicesPutsMostBesideAPatientOfTheirOwn() throws IOException {
        SliceSet set = SharedSlices.read();
        double mean = 0;
        for (int seed = 0; seed < 10; seed++) {
            Partition partition = Partition.of(set, PartitionOptions.of(Protocol.RANDOM, seed));
            mean += PatientOverlap.in(partition).get(0).share() / 10;
        }
        assertThat(mean).as("about 65 %% for the whole collection").isBetween(0.58, 0.72);
    }
}
