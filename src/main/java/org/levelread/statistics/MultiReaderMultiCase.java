package org.levelread.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.FDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.levelread.statistics.Estimate.Estimated;
import org.levelread.statistics.Estimate.NotEstimable;
import org.levelread.statistics.TestOutcome.NotTestable;
import org.levelread.statistics.TestOutcome.Tested;

/// Areas under the ROC curve of several modalities, each read by the same readers on the same cases; readers and cases
/// both stand for others like them.
///
/// Obuchowski and Rockette, Commun Stat Simul Comput 1995;24:285-308, doi:10.1080/03610919508813243; degrees of
/// freedom:
/// Hillis, Stat Med 2007;26:596-619, doi:10.1002/sim.2532; covariances: DeLong.
///
/// @param areas mean over the readers, of each modality
/// @param differences of each modality but the first minus the first
/// @param equal tests that all modalities have the same area
public record MultiReaderMultiCase(
        List<Estimate> areas, List<Estimate> differences, TestOutcome equal, Optional<Components> components) {
    public MultiReaderMultiCase {
        areas = List.copyOf(areas);
        differences = List.copyOf(differences);
    }

    /// What the areas vary by.
    ///
    /// @param areas `areas[modality][reader]`
    /// @param variance mean variance of an area
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

    private static final String NAME =
            "Obuchowski-Rockette, random readers and cases, DeLong covariances, Hillis degrees of freedom";

    /// @param ratings `ratings[modality][reader][case]`, higher where a case is more likely positive, `NaN` where
    ///     missing; a case that anyone did not rate is left out
    /// @param positive of each case
    public static MultiReaderMultiCase of(double[][][] ratings, boolean[] positive, double level) {
        Interval.requireLevel(level);
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
        int left = positive.length - complete.length;
        Sample sample = new Sample(
                complete.length,
                left == 0 ? List.of() : List.of(new Sample.Exclusion("not rated by every reader", left)));
        Method method = method("");
        Optional<String> missing = RocArea.missing(truth);
        String reason = modalities == 0
                ? "there is no modality"
                : readers < 2 ? "there are fewer than 2 readers" : missing.orElse("");
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
        RocArea[][] roc = new RocArea[modalities][readers];
        for (int t = 0; t < modalities; t++) {
            for (int r = 0; r < readers; r++) {
                double[] own = ratings[t][r];
                roc[t][r] = new RocArea(
                        Arrays.stream(complete).mapToDouble(c -> own[c]).toArray(), truth);
            }
        }
        return analyse(roc, sample, level);
    }

    private static Method method(String what) {
        return new Method(
                what + NAME,
                "R: summary(MRMCaov::mrmc(MRMCaov::empirical_auc(truth, rating), treatment, reader, case, data, cov ="
                        + " MRMCaov::DeLong))");
    }

    private static MultiReaderMultiCase analyse(RocArea[][] roc, Sample sample, double level) {
        int t = roc.length;
        int r = roc[0].length;
        double[][] areas = Arrays.stream(roc)
                .map(m -> Arrays.stream(m).mapToDouble(RocArea::area).toArray())
                .toArray(double[][]::new);
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
                double own = Arrays.stream(areas)
                        .mapToDouble(m -> m[reader])
                        .average()
                        .orElseThrow();
                interaction += square(areas[i][j] - mean[i] - own + grand) / Math.max(1, (t - 1) * (r - 1));
            }
        }
        double[] sums = new double[4];
        double[] within = new double[t];
        for (int i = 0; i < t; i++) {
            for (int j = 0; j < r; j++) {
                for (int k = 0; k < t; k++) {
                    for (int l = 0; l < r; l++) {
                        double covariance = roc[i][j].covariance(roc[k][l]);
                        sums[(i == k ? 0 : 1) + (j == l ? 0 : 2)] += covariance;
                        if (i == k && j != l) within[i] += covariance / (r * (r - 1));
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
        for (int i = 0; i < t; i++) single.add(single(areas[i], mean[i], within[i], sample, level));
        if (t < 2) {
            return new MultiReaderMultiCase(
                    single, List.of(), new NotTestable("there is only 1 modality", method(""), sample), Optional.of(c));
        }
        double shared = Math.max(0, r * (c.sameModality - c.neither));
        double noise = interaction + shared;
        // without interaction the cases alone decide, and there the degrees of freedom have no end
        double df = interaction > 0
                ? square(noise) / (square(interaction) / ((t - 1) * (r - 1)))
                : Double.POSITIVE_INFINITY;
        List<Estimate> differences = new ArrayList<>();
        for (int i = 1; i < t; i++) {
            differences.add(estimate(
                    mean[i] - mean[0],
                    Math.sqrt(2.0 / r * noise),
                    df,
                    method("difference of two mean areas; "),
                    sample,
                    level,
                    -1));
        }
        return new MultiReaderMultiCase(single, differences, test(modality, noise, t - 1, df, sample), Optional.of(c));
    }

    private static TestOutcome test(double modality, double noise, int df1, double df2, Sample sample) {
        Method method = method("F test with " + df1 + " and "
                + (Double.isFinite(df2) ? Formatted.digits(df2) : "unlimited") + " degrees of freedom; ");
        if (!(noise > 1e-16)) return new NotTestable("the areas do not vary", method, sample);
        double f = modality / noise;
        double p = FDistribution.of(df1, Math.min(df2, 1e9)).survivalProbability(f);
        return new Tested(f, 0, p, method, sample);
    }

    private static Estimate single(double[] areas, double mean, double covariance, Sample sample, double level) {
        int r = areas.length;
        double readers = Arrays.stream(areas).map(a -> square(a - mean)).sum() / (r - 1);
        double shared = Math.max(0, covariance);
        double df = readers > 0 ? square(readers + r * shared) / (square(readers) / (r - 1)) : Double.POSITIVE_INFINITY;
        return estimate(
                mean, Math.sqrt(readers / r + shared), df, method("mean area over the readers; "), sample, level, 0);
    }

    private static Estimate estimate(
            double value, double error, double df, Method method, Sample sample, double level, double least) {
        if (!(error > Estimated.LEAST_ERROR)) {
            return new Estimated(
                    value,
                    OptionalDouble.empty(),
                    Optional.empty(),
                    method,
                    sample,
                    List.of("the standard error is 0 and gives no interval"));
        }
        double quantile = Double.isFinite(df)
                ? TDistribution.of(df).inverseSurvivalProbability((1 - level) / 2)
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
