package io.ctattention.dataset;

import static io.ctattention.dataset.TestData.slice;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatientsTest {

    private static Patients of(String... patients) {
        List<Slice> slices = new ArrayList<>();
        for (String patient : patients) {
            slices.add(slice(slices.size() + ".png", "COVID", patient, null));
        }
        return Patients.of(slices);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "  ", "nan", "NaN", "NA", " na ", "N/A", "<NA>", "None", "NULL", "Unknown"
            })
    void wordsForNothingAreNoPatient(String word) {
        assertThat(of(word, "P1").named()).isEqualTo(1);
        assertThat(of(word, word).slicesWithout()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Nan Li", "0", "-1", "NA12878"})
    void namesThatOnlyLookLikeItAreNamesOfPatients(String name) {
        assertThat(of(name, name).named()).isEqualTo(1);
    }

    @Test
    void identifiersThatDifferInCaseOrSpaceOnlyAreToldOfAndStayApart() {
        Patients patients = of("P 1", "p1", "P\u00a01", "P2", " P2 ", null);
        assertThat(patients.alike()).containsExactly(List.of("P 1", "P\u00a01", "p1"));
        assertThat(patients.named()).isEqualTo(4);
        assertThat(patients.words())
                .isEqualTo(
                        "4; 1 of 6 slices name none; 3 patient identifiers differ from another only"
                                + " in case or spaces, and count as different patients");
    }

    @Test
    void whatIsKnownIsSaidWithHowManySlicesSayNothing() {
        assertThat(of("a", "b", "b").words()).isEqualTo("2");
        assertThat(of("a", null, "nan").words()).isEqualTo("1; 2 of 3 slices name none");
        assertThat(of("none", null).words()).isEqualTo("unknown; no slice names its patient");
    }
}
