package org.levelread.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.levelread.statistics.KappaTests.estimated;
import static org.levelread.statistics.KappaTests.reason;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ClusteredAgreementTests {

    /// 40 both yes, 10 only the first, 5 only the second, 45 neither, each unit `copies` times in a cluster of its
    /// own
    private static SortedMap<String, AgreementTable> clusters(int copies) {
        SortedMap<String, AgreementTable> clusters = new TreeMap<>();
        for (int i = 0; i < 100; i++) {
            int c = copies;
            clusters.put(
                    "unit " + (1000 + i),
                    i < 40
                            ? AgreementTable.ofYesNo(c, 0, 0, 0)
                            : i < 50
                                    ? AgreementTable.ofYesNo(0, c, 0, 0)
                                    : i < 55 ? AgreementTable.ofYesNo(0, 0, c, 0) : AgreementTable.ofYesNo(0, 0, 0, c));
        }
        return clusters;
    }

    private static ClusteredAgreement clustered(SortedMap<String, AgreementTable> clusters) {
        ClusterSums sums = clusters.isEmpty() ? new ClusterSums(1, 4) : ClusterSums.of(clusters.values());
        return ClusteredAgreement.of(sums, .95, ClusterBootstrap.STANDARD);
    }

    @Test
    void oneUnitAClusterIsThePlainCoefficient() {
        AgreementTable all = AgreementTable.ofYesNo(40, 10, 5, 45);
        assertThat(clustered(clusters(1)).kappa())
                .isEqualTo(Kappa.cohen(all, Weighting.NONE, .95));
        assertThat(clustered(clusters(1)).gwet())
                .isEqualTo(GwetAgreement.of(all, Weighting.NONE, .95));
    }

    /// Copies of a unit add nothing: the bootstrap comes close to the plain interval of the single units.
    @Test
    void copiesDoNotNarrowTheInterval() {
        var once = estimated(Kappa.cohen(AgreementTable.ofYesNo(40, 10, 5, 45), Weighting.NONE, .95))
                .interval()
                .orElseThrow();
        var copied = estimated(clustered(clusters(4)).kappa());
        assertThat(copied.value()).isCloseTo(.7, within(1e-12));
        assertThat(copied.interval().orElseThrow().lower()).isCloseTo(once.lower(), within(.03));
        assertThat(copied.interval().orElseThrow().upper()).isCloseTo(once.upper(), within(.03));
        assertThat(copied.method().name())
                .isEqualTo("Cohen's kappa; percentile bootstrap by cluster, 2000 replicates, seed 20260101");
        var ac1 = estimated(clustered(clusters(4)).gwet())
                .interval()
                .orElseThrow();
        assertThat(ac1.lower()).isLessThan(.7).isGreaterThan(.5);
    }

    @Test
    void degenerateClusters() {
        SortedMap<String, AgreementTable> none = new TreeMap<>();
        assertThat(reason(clustered(none).kappa()))
                .isEqualTo("no unit was rated by both");
        SortedMap<String, AgreementTable> one = new TreeMap<>();
        one.put("a", AgreementTable.ofYesNo(4, 1, 1, 4));
        var alone = estimated(clustered(one).kappa());
        assertThat(alone.interval()).isEmpty();
        assertThat(alone.notes()).containsExactly("all units come from 1 cluster, which gives no interval");
        one.put("b", AgreementTable.ofYesNo(5, 0, 0, 0));
        var lost = estimated(clustered(one).kappa());
        assertThat(lost.notes()).singleElement().asString().contains("of 2000 replicates were not estimable");
        one.replaceAll((_, _) -> AgreementTable.ofYesNo(3, 0, 0, 2));
        assertThat(estimated(clustered(one).kappa())
                        .interval())
                .isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgreementTable.sum(
                        List.of(AgreementTable.ofYesNo(1, 0, 0, 1), AgreementTable.of(new int[3][3]))))
                .withMessageContaining("2 and 3 categories");
    }

    /// A cluster without a unit changes no value; the draws, which then also draw nothing, change the interval little.
    @Test
    void emptyClustersAreDrawnToo() {
        ClusterSums wide = new ClusterSums(110, 4);
        int c = 0;
        for (AgreementTable table : clusters(4).values()) wide.add(c++, table);
        var filled = estimated(clustered(clusters(4)).kappa());
        var padded = estimated(ClusteredAgreement.of(wide, .95, ClusterBootstrap.STANDARD).kappa());
        assertThat(padded.value()).isEqualTo(filled.value());
        assertThat(padded.sample()).isEqualTo(filled.sample());
        assertThat(padded.interval().orElseThrow().lower())
                .isCloseTo(filled.interval().orElseThrow().lower(), within(.03));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClusteredAgreement.of(new ClusterSums(2, 9), .95, ClusterBootstrap.STANDARD))
                .withMessageContaining("4 cells");
    }

    @Test
    void equalValuesHaveNoInterval() {
        var same = estimated(
                ClusterBootstrap.STANDARD.mean(List.of(new Observation("a", .5), new Observation("b", .5)), .95));
        assertThat(same.value()).isEqualTo(.5);
        assertThat(same.interval()).isEmpty();
        assertThat(same.notes()).containsExactly("all values are the same, which gives no interval");
    }
}
