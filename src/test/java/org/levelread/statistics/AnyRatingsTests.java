package org.levelread.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.levelread.statistics.Estimate.Estimated;
import org.levelread.statistics.Estimate.NotEstimable;
import org.levelread.statistics.Ratings.Rating;

/// Small ratings of any kind, most of them degenerate in some way.
class AnyRatingsTests {
    private static final ClusterBootstrap QUICK = new ClusterBootstrap(1, 100);

    static LongStream seeds() {
        return LongStream.range(0, 250);
    }

    private static List<Rating> ratings(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        int units = 1 + random.nextInt(7);
        int raters = 1 + random.nextInt(4);
        int categories = 1 + random.nextInt(4);
        double missing = random.nextInt(3) * .25;
        boolean words = random.nextInt(3) == 0;
        int low = random.nextInt(3) - 1;
        boolean patients = random.nextInt(3) == 0;
        List<Rating> ratings = new ArrayList<>();
        for (int u = 0; u < units; u++) {
            for (int r = 0; r < raters; r++) {
                String value = (words ? "w" : "") + (low + random.nextInt(categories));
                ratings.add(new Rating(
                        "u" + u,
                        "r" + r,
                        random.nextDouble() < missing ? Optional.empty() : Optional.of(value),
                        patients ? Optional.of("p" + u / 2) : Optional.empty()));
            }
        }
        return ratings;
    }

    private static Map<AgreementCoefficient, Estimate> all(List<Rating> ratings) {
        return AgreementCoefficient.all(Ratings.of(ratings, List.of()), .95, QUICK);
    }

    /// A number with an interval around it, or a reason: never an exception.
    @ParameterizedTest
    @MethodSource("seeds")
    void everyAnswerIsANumberOrAReason(long seed) {
        all(ratings(seed)).forEach((coefficient, estimate) -> {
            switch (estimate) {
                case Estimated e -> {
                    assertThat(e.value()).as("%s", coefficient).isFinite();
                    if (coefficient != AgreementCoefficient.BLAND_ALTMAN_BIAS
                            && coefficient != AgreementCoefficient.BLAND_ALTMAN_SD) {
                        assertThat(e.value()).as("%s", coefficient).isLessThanOrEqualTo(1 + 1e-12);
                    }
                    e.standardError().ifPresent(se -> assertThat(se).isPositive());
                    assertThat(e.interval().isPresent() || !e.notes().isEmpty())
                            .as("%s without an interval has a note", coefficient)
                            .isTrue();
                }
                case NotEstimable n ->
                    assertThat(n.reason()).as("%s", coefficient).isNotBlank();
            }
        });
    }

    /// The order of the lines of a file decides at most which of two raters is the first.
    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderOfTheLinesDoesNotMatter(long seed) {
        List<Rating> ratings = ratings(seed);
        if (ratings.getFirst().cluster().isPresent()) return;
        List<Rating> shuffled = new ArrayList<>(ratings);
        Collections.shuffle(shuffled, new Random(seed));
        Map<AgreementCoefficient, Estimate> once = all(ratings);
        Map<AgreementCoefficient, Estimate> again = all(shuffled);
        assertThat(again.keySet()).isEqualTo(once.keySet());
        once.forEach((coefficient, estimate) -> {
            Estimate other = again.get(coefficient);
            assertThat(other.getClass()).as("%s", coefficient).isEqualTo(estimate.getClass());
            estimate.estimated().ifPresent(e -> {
                double sign = coefficient == AgreementCoefficient.BLAND_ALTMAN_BIAS ? Math.abs(e.value()) : e.value();
                double value = other.estimated().orElseThrow().value();
                assertThat(coefficient == AgreementCoefficient.BLAND_ALTMAN_BIAS ? Math.abs(value) : value)
                        .as("%s", coefficient)
                        .isCloseTo(sign, within(1e-9));
            });
        });
    }
}
