package org.levelread.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.levelread.statistics.KappaTests.estimated;
import static org.levelread.statistics.KappaTests.reason;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.ForkJoinPool;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.levelread.statistics.ClusterBootstrap.Ends;
import org.levelread.statistics.ClusterBootstrap.Wanted;

class ClusterBootstrapTests {
    private static final Method METHOD = new Method("a figure", "R: figure(x)");
    private static final Sample SAMPLE = Sample.of(1);

    /// tables of 2 x 2 with 0 to 3 units a cluster
    private static ClusterSums tables(int clusters, long seed) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        ClusterSums sums = new ClusterSums(clusters, 4);
        for (int c = 0; c < clusters; c++) {
            for (int units = random.nextInt(4); units > 0; units--) {
                boolean first = random.nextInt(10) < 3;
                boolean second = random.nextInt(10) < 8 == first;
                sums.add(c, (first ? 0 : 2) + (second ? 0 : 1), 1);
            }
        }
        return sums;
    }

    /// The bits give what adding up every cluster gives.
    @ParameterizedTest
    @ValueSource(ints = {2, 63, 64, 65, 130})
    void bitsAreSums(int clusters) {
        ClusterSums sums = tables(clusters, clusters);
        ClusterBootstrap bootstrap = new ClusterBootstrap(clusters, 500);
        var naive = bootstrap.interval(clusters, .95, times -> {
            double[] totals = new double[4];
            for (int c = 0; c < times.length; c++) {
                for (int j = 0; j < 4; j++) totals[j] += times[c] * sums.at(c, j);
            }
            return Figure.KAPPA.of(totals);
        });
        Estimate quick = bootstrap.estimate(sums, Figure.KAPPA, METHOD, SAMPLE, .95);
        if (quick instanceof Estimate.Estimated e && naive.interval().isPresent()) {
            assertThat(e.interval()).isEqualTo(naive.interval());
        } else {
            assertThat(clusters).isEqualTo(2);
        }
    }

    @Test
    void largeCountsAndFractionsAreAddedAsTheyAre() {
        ClusterSums sums = new ClusterSums(70, 2);
        for (int c = 0; c < 70; c++) {
            sums.add(c, 0, c * 100.25);
            sums.add(c, 1, 2000 + c);
        }
        ClusterBootstrap bootstrap = new ClusterBootstrap(4, 300);
        var naive = bootstrap.interval(70, .9, times -> {
            double sum = 0;
            double n = 0;
            for (int c = 0; c < 70; c++) {
                sum += times[c] * sums.at(c, 0);
                n += times[c] * sums.at(c, 1);
            }
            return OptionalDouble.of(sum / n);
        });
        var quick = estimated(bootstrap.estimate(sums, Figure.MEAN, METHOD, SAMPLE, .9));
        assertThat(quick.interval().orElseThrow().lower())
                .isCloseTo(naive.interval().orElseThrow().lower(), within(1e-12));
        assertThat(quick.standardError()).isPresent();
    }

    @Test
    void figuresOfTablesAreTheCoefficients() {
        int[][] counts = {{5, 2, 1}, {1, 7, 2}, {0, 2, 9}};
        double[] cells = {5, 2, 1, 1, 7, 2, 0, 2, 9};
        AgreementTable table = AgreementTable.of(counts);
        for (Weighting w : Weighting.values()) {
            assertThat(Figure.kappa(3, w).of(cells)).isEqualTo(Kappa.value(table, w));
            assertThat(Figure.gwet(3, w).of(cells)).isEqualTo(GwetAgreement.value(table, w));
        }
        double[] yesNo = {40, 10, 5, 45};
        AgreementTable two = AgreementTable.ofYesNo(40, 10, 5, 45);
        assertThat(Figure.kappa(2, Weighting.NONE).of(yesNo).orElseThrow())
                .isCloseTo(Kappa.value(two, Weighting.NONE).orElseThrow(), within(1e-14));
        assertThat(Figure.gwet(2, Weighting.NONE).of(yesNo).orElseThrow())
                .isCloseTo(GwetAgreement.value(two, Weighting.NONE).orElseThrow(), within(1e-14));
        for (double[] degenerate : new double[][] {{0, 0, 0, 0}, {9, 0, 0, 0}, {5, 4, 0, 0}, {5, 0, 4, 0}}) {
            assertThat(Figure.KAPPA.of(degenerate)).isEmpty();
        }
        assertThat(Figure.AC1.of(new double[] {9, 0, 0, 0})).isEmpty();
        assertThat(Figure.MEAN.of(new double[] {0, 0})).isEmpty();
    }

    @Test
    void theNumberOfCoresDoesNotMatter() throws Exception {
        List<Wanted> wanted = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            ClusterSums sums = tables(90, i);
            wanted.add(new Wanted(sums, Figure.KAPPA, METHOD, SAMPLE));
            wanted.add(new Wanted(sums, Figure.AC1, METHOD, SAMPLE));
        }
        ClusterBootstrap bootstrap = new ClusterBootstrap(7, 1000, Ends.BCA);
        List<Estimate> usual = bootstrap.estimates(wanted, .95);
        for (int cores : new int[] {1, 5}) {
            try (ForkJoinPool pool = new ForkJoinPool(cores)) {
                assertThat(pool.submit(() -> bootstrap.estimates(wanted, .95)).get())
                        .isEqualTo(usual);
            }
        }
        assertThat(usual.get(3)).isEqualTo(bootstrap.estimate(wanted.get(3).sums(), Figure.AC1, METHOD, SAMPLE, .95));
    }

    @Test
    void noIntervalHasAReason() {
        ClusterSums one = new ClusterSums(5, 2);
        one.add(2, 0, 3);
        one.add(2, 1, 4);
        ClusterBootstrap bootstrap = ClusterBootstrap.STANDARD;
        assertThat(estimated(bootstrap.estimate(one, Figure.MEAN, METHOD, SAMPLE, .95))
                        .notes())
                .containsExactly("all units come from 1 cluster, which gives no interval");
        ClusterSums same = new ClusterSums(5, 2);
        for (int c = 0; c < 5; c++) {
            same.add(c, 0, 1);
            same.add(c, 1, 1);
        }
        assertThat(estimated(bootstrap.estimate(same, Figure.MEAN, METHOD, SAMPLE, .95))
                        .notes())
                .containsExactly("the figure is the same in every replicate, which gives no interval");
        assertThat(reason(bootstrap.estimate(new ClusterSums(5, 4), Figure.KAPPA, METHOD, SAMPLE, .95)))
                .isEqualTo("the figure cannot be made of these units");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one.add(0, 0, Double.NaN))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> new ClusterSums(0, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one.add(0, AgreementTable.ofYesNo(1, 1, 1, 1)))
                .withMessageContaining("2 columns");
        assertThatIllegalArgumentException().isThrownBy(() -> new ClusterBootstrap(1, 99));
    }
}
