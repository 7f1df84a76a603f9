package org.levelread.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.FDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.levelread.statistics.Estimate.Estimated;
import org.levelread.statistics.Estimate.NotEstimable;
import org.levelread.statistics.TestOutcome.NotTestable;
import org.levelread.statistics.TestOutcome.Tested;

/// Areas under the ROC curve, or mean scores, of several modalities, each read by the same readers on the same cases. [Random]
/// says whether readers, cases or both stand for others like them.
///
/// Obuchowski and Rockette, Commun Stat Simul Comput 1995;24:285-308, doi:10.1080/03610919508813243; degrees of
/// freedom:
/// Hillis, Stat Med 2007;26:596-619, doi:10.1002/sim.2532; covariances of areas: DeLong, or Obuchowski 1997 where cases come
/// in clusters; of means: the jackknife over clusters.
///
/// @param areas mean area, or mean score, over the readers, of each modality
/// @param differences of each modality but the first minus the first
/// @param equal tests that all modalities have the same
public record MultiReaderMultiCase(
        List<Estimate> areas, List<Estimate> differences, TestOutcome equal, Optional<Components> components) {
    public MultiReaderMultiCase {
        areas = List.copyOf(areas);
        differences = List.copyOf(differences);
    }

    /// What the areas, or mean scores, vary by.
    ///
    /// @param areas `areas[modality][reader]`
    /// @param variance mean variance of one of them
    /// @param sameReader mean covariance of two modalities of one reader
    /// @param sameModality mean covariance of two readers of one modality
    /// @param neither mean covariance where both differ
    /// @param modality mean square of the modalities
    /// @param interaction mean square of modality by reader
    public record Components(
            double[][] areas,
            double variance,
            double sameReader,
            double sameModality,
            double neither,
            double modality,
            double interaction) {}

    /// what stands for others like it
    public enum Random {
        /// t and F with Hillis' degrees of freedom
        READERS_AND_CASES("random readers and cases, %s covariances, Hillis degrees of freedom"),
        /// these readers alone; z and chi-square
        CASES("fixed readers and random cases, %s covariances"),
        /// these cases alone; t and F
        READERS("random readers and fixed cases");

        private final String words;

        Random(String words) {
            this.words = words;
        }
    }

    /// what every reader is measured by in every modality
    private enum Figure {
        AREA("area", "DeLong"),
        MEAN("score", "jackknife");

        private final String word;
        private final String covariances;

        Figure(String word, String covariances) {
            this.word = word;
            this.covariances = covariances;
        }

        /// @param terms of MRMCaov's formula
        private String call(String terms, Random random) {
            return switch (this) {
                case AREA ->
                    "R: summary(MRMCaov::mrmc(MRMCaov::empirical_auc(truth, rating), " + terms
                            + ", data, cov = MRMCaov::DeLong)), where each case is a cluster of its own";
                case MEAN ->
                    random == Random.READERS
                            ? "R: t.test(a, b, paired = TRUE), a and b being the readers' mean scores in the two modalities"
                            : "R: the formulas of Hillis 2007 over cov(m) * (g - 1)^2 / g, m having a row for each of the g"
                                    + " clusters: the mean scores by modality and reader without it";
            };
        }
    }

    private interface Covariances {
        double of(int modality, int reader, int otherModality, int otherReader);
    }

    /// the readers' figures over the complete cases
    private record Measured(double[][] values, Covariances covariances) {}

    /// readers and cases both stand for others like them
    public static MultiReaderMultiCase of(double[][][] ratings, boolean[] positive, double level) {
        String[] cases = new String[positive.length];
        for (int c = 0; c < cases.length; c++) cases[c] = "case " + c;
        return of(ratings, positive, cases, Random.READERS_AND_CASES, level);
    }

    /// @param ratings `ratings[modality][reader][case]`, higher where a case is more likely positive, `NaN` where
    ///     missing; a case that anyone did not rate is left out
    /// @param positive of each case
    /// @param clusters of each case: cases of one cluster are alike, such as the levels of one patient; the covariances are
    ///     then Obuchowski's, Biometrics 1997;53:567-78, doi:10.2307/2533958
    public static MultiReaderMultiCase of(
            double[][][] ratings, boolean[] positive, String[] clusters, Random random, double level) {
        return of(
                ratings,
                positive,
                clusters,
                random,
                level,
                Figure.AREA,
                (complete, truth, own) -> {
                    RocArea[][] roc = new RocArea[ratings.length][];
                    for (int t = 0; t < roc.length; t++) {
                        roc[t] = Arrays.stream(ratings[t])
                                .map(reader -> new RocArea(chosen(reader, complete), truth, own))
                                .toArray(RocArea[]::new);
                    }
                    return new Measured(
                            values(roc, RocArea::area), (i, j, k, l) -> roc[i][j].covariance(roc[k][l]));
                });
    }

    /// Means of scores instead of areas, such as shares of films that were named rightly; a case needs no truth.
    ///
    /// @param scores `scores[modality][reader][case]`, `NaN` where missing; a case that anyone has no score for is left out
    /// @param clusters of each case; left out one after the other for the covariances
    public static MultiReaderMultiCase ofMeans(double[][][] scores, String[] clusters, Random random, double level) {
        return of(
                scores,
                new boolean[clusters.length],
                clusters,
                random,
                level,
                Figure.MEAN,
                (complete, truth, own) -> {
                    ClusteredMean[][] means = new ClusteredMean[scores.length][];
                    for (int t = 0; t < means.length; t++) {
                        means[t] = Arrays.stream(scores[t])
                                .map(reader -> new ClusteredMean(chosen(reader, complete), own))
                                .toArray(ClusteredMean[]::new);
                    }
                    return new Measured(
                            values(means, ClusteredMean::mean), (i, j, k, l) -> means[i][j].covariance(means[k][l]));
                });
    }

    private interface Measuring {
        /// @param complete the cases that are used; `truth` and `clusters` are theirs
        Measured of(int[] complete, boolean[] truth, String[] clusters);
    }

    private static double[] chosen(double[] all, int[] complete) {
        return Arrays.stream(complete).mapToDouble(c -> all[c]).toArray();
    }

    private static <T> double[][] values(T[][] figures, ToDoubleFunction<T> value) {
        return Arrays.stream(figures)
                .map(m -> Arrays.stream(m).mapToDouble(value).toArray())
                .toArray(double[][]::new);
    }

    private static MultiReaderMultiCase of(
            double[][][] ratings,
            boolean[] positive,
            String[] clusters,
            Random random,
            double level,
            Figure figure,
            Measuring measuring) {
        Interval.requireLevel(level);
        if (clusters.length != positive.length) {
            throw new IllegalArgumentException(
                    clusters.length + " clusters do not belong to " + positive.length + " cases");
        }
        int modalities = ratings.length;
        int readers = modalities == 0 ? 0 : ratings[0].length;
        for (double[][] modality : ratings) {
            if (modality.length != readers) {
                throw new IllegalArgumentException(
                        "modalities have " + readers + " and " + modality.length + " readers: every reader reads all");
            }
            for (double[] reader : modality) {
                if (reader.length != positive.length) {
                    throw new IllegalArgumentException(
                            reader.length + " ratings do not belong to " + positive.length + " cases");
                }
            }
        }
        int[] complete = IntStream.range(0, positive.length)
                .filter(c ->
                        Arrays.stream(ratings).flatMap(Arrays::stream).noneMatch(reader -> Double.isNaN(reader[c])))
                .toArray();
        boolean[] truth = new boolean[complete.length];
        for (int c = 0; c < truth.length; c++) truth[c] = positive[complete[c]];
        String[] own = Arrays.stream(complete).mapToObj(c -> clusters[c]).toArray(String[]::new);
        int left = positive.length - complete.length;
        Sample sample = new Sample(
                complete.length,
                left == 0 ? List.of() : List.of(new Sample.Exclusion("not rated by every reader", left)));
        Method method = method("", figure, random);
        String reason = modalities == 0
                ? "there is no modality"
                : readers < 2
                        ? "there are fewer than 2 readers"
                        : complete.length == 0
                                ? "no case was rated by every reader in every modality"
                                : unfit(figure, truth, own);
        if (!reason.isEmpty()) {
            Estimate none = new NotEstimable(reason, method, sample);
            return new MultiReaderMultiCase(
                    IntStream.range(0, modalities).mapToObj(_ -> none).toList(),
                    IntStream.range(1, Math.max(1, modalities))
                            .mapToObj(_ -> none)
                            .toList(),
                    new NotTestable(reason, method, sample),
                    Optional.empty());
        }
        return analyse(measuring.of(complete, truth, own), figure, random, sample, level);
    }

    private static String unfit(Figure figure, boolean[] truth, String[] clusters) {
        return switch (figure) {
            case AREA -> RocArea.missing(truth).orElse("");
            case MEAN -> Arrays.stream(clusters).distinct().count() < 2 ? "there is only 1 cluster of cases" : "";
        };
    }

    private static Method method(String what, Figure figure, Random random) {
        String fixed = switch (random) {
            case READERS_AND_CASES -> "treatment, reader, case";
            case CASES -> "treatment, fixed(reader), case";
            case READERS -> "treatment, reader, fixed(case)";
        };
        return new Method(
                what + "Obuchowski-Rockette, " + random.words.formatted(figure.covariances), figure.call(fixed, random));
    }

    private static MultiReaderMultiCase analyse(
            Measured measured, Figure figure, Random random, Sample sample, double level) {
        double[][] areas = measured.values;
        int t = areas.length;
        int r = areas[0].length;
        double[] mean = Arrays.stream(areas)
                .mapToDouble(m -> Arrays.stream(m).average().orElseThrow())
                .toArray();
        double grand = Arrays.stream(mean).average().orElseThrow();
        double modality = 0;
        double interaction = 0;
        for (int i = 0; i < t; i++) {
            modality += r * square(mean[i] - grand) / Math.max(1, t - 1);
            for (int j = 0; j < r; j++) {
                int reader = j;
                double ofReader = Arrays.stream(areas)
                        .mapToDouble(m -> m[reader])
                        .average()
                        .orElseThrow();
                interaction += square(areas[i][j] - mean[i] - ofReader + grand) / Math.max(1, (t - 1) * (r - 1));
            }
        }
        double[] sums = new double[4];
        double[] own = new double[t];
        double[] within = new double[t];
        for (int i = 0; i < t; i++) {
            for (int j = 0; j < r; j++) {
                for (int k = 0; k < t; k++) {
                    for (int l = 0; l < r; l++) {
                        double covariance = measured.covariances.of(i, j, k, l);
                        sums[(i == k ? 0 : 1) + (j == l ? 0 : 2)] += covariance;
                        if (i == k && j != l) within[i] += covariance / (r * (r - 1));
                        if (i == k && j == l) own[i] += covariance / r;
                    }
                }
            }
        }
        Components c = new Components(
                areas,
                sums[0] / (t * r),
                t > 1 ? sums[1] / (t * (t - 1) * r) : 0,
                sums[2] / (t * r * (r - 1)),
                t > 1 ? sums[3] / (t * (t - 1) * r * (r - 1)) : 0,
                modality,
                interaction);
        List<Estimate> single = new ArrayList<>();
        for (int i = 0; i < t; i++) {
            double readersVary = 0;
            for (double area : areas[i]) readersVary += square(area - mean[i]) / (r - 1);
            double casesVary = own[i] + (r - 1) * within[i];
            single.add(estimate(
                    mean[i],
                    noise(readersVary, Math.max(0, r * within[i]), casesVary, r - 1, random),
                    1.0 / r,
                    method("mean " + figure.word + " over the readers; ", figure, random),
                    sample,
                    level,
                    0));
        }
        if (t < 2) {
            return new MultiReaderMultiCase(
                    single,
                    List.of(),
                    new NotTestable("there is only 1 modality", method("", figure, random), sample),
                    Optional.of(c));
        }
        double casesVary = c.variance - c.sameReader + (r - 1) * (c.sameModality - c.neither);
        Noise noise = noise(
                interaction, Math.max(0, r * (c.sameModality - c.neither)), casesVary, (t - 1) * (r - 1), random);
        List<Estimate> differences = new ArrayList<>();
        for (int i = 1; i < t; i++) {
            differences.add(estimate(
                    mean[i] - mean[0],
                    noise,
                    2.0 / r,
                    method("difference of two mean " + figure.word + "s; ", figure, random),
                    sample,
                    level,
                    -1));
        }
        return new MultiReaderMultiCase(
                single, differences, test(modality, noise, t - 1, figure, random, sample), Optional.of(c));
    }

    /// @param variance that the mean square of the modalities is compared with
    /// @param freedom degrees of it, perhaps without end
    private record Noise(double variance, double freedom) {}

    /// Hillis, Stat Med 2007;26:596-619, and Hillis, Obuchowski and Berbaum, Acad Radiol 2011;18:129-42 for fixed readers
    /// or cases.
    ///
    /// @param readers mean square by readers, on `freedom` degrees
    /// @param shared what readers vary by together, 0 or more
    /// @param cases what the areas vary by where the readers are fixed
    private static Noise noise(double readers, double shared, double cases, int freedom, Random random) {
        return switch (random) {
            // without readers' variance the cases alone decide, and there the degrees of freedom have no end
            case READERS_AND_CASES ->
                new Noise(
                        readers + shared,
                        readers > 0
                                ? square(readers + shared) / (square(readers) / freedom)
                                : Double.POSITIVE_INFINITY);
            case CASES -> new Noise(Math.max(0, cases), Double.POSITIVE_INFINITY);
            case READERS -> new Noise(readers, freedom);
        };
    }

    private static TestOutcome test(
            double modality, Noise noise, int df1, Figure figure, Random random, Sample sample) {
        Method method = method(
                "F test with " + df1 + " and "
                        + (Double.isFinite(noise.freedom) ? Formatted.digits(noise.freedom) : "unlimited")
                        + " degrees of freedom; ",
                figure,
                random);
        if (!(noise.variance > 1e-16)) {
            return new NotTestable("the " + figure.word + "s do not vary", method, sample);
        }
        double f = modality / noise.variance;
        double p = FDistribution.of(df1, Math.min(noise.freedom, 1e9)).survivalProbability(f);
        return new Tested(f, 0, p, method, sample);
    }

    /// @param share of the noise that is the variance of the value
    private static Estimate estimate(
            double value, Noise noise, double share, Method method, Sample sample, double level, double least) {
        double error = Math.sqrt(share * noise.variance);
        if (!(error > Estimated.LEAST_ERROR)) {
            return new Estimated(
                    value,
                    OptionalDouble.empty(),
                    Optional.empty(),
                    method,
                    sample,
                    List.of("the standard error is 0 and gives no interval"));
        }
        double quantile = Double.isFinite(noise.freedom)
                ? TDistribution.of(noise.freedom).inverseSurvivalProbability((1 - level) / 2)
                : Quantiles.z(level);
        return new Estimated(
                value,
                OptionalDouble.of(error),
                Optional.of(Interval.around(value, error, quantile, level).within(least, 1)),
                method,
                sample,
                List.of());
    }

    private static double square(double v) {
        return v * v;
    }
}
