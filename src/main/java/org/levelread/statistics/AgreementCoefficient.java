package org.levelread.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.levelread.statistics.Estimate.Estimated;
import org.levelread.statistics.Estimate.NotEstimable;
import org.levelread.statistics.KrippendorffAlpha.Metric;
import org.levelread.statistics.Ratings.Scale;

/// Every coefficient of agreement that can be made of [Ratings], by one name.
///
/// Weights go by the places of the categories in their order. Of two raters the first is the one who appears first.
public enum AgreementCoefficient {
    COHEN("cohen"),
    COHEN_LINEAR("cohenLinear"),
    COHEN_QUADRATIC("cohenQuadratic"),
    SCOTT("scott"),
    FLEISS("fleiss"),
    KRIPPENDORFF_NOMINAL("krippendorffNominal"),
    KRIPPENDORFF_ORDINAL("krippendorffOrdinal"),
    KRIPPENDORFF_INTERVAL("krippendorffInterval"),
    KRIPPENDORFF_RATIO("krippendorffRatio"),
    AC1("ac1"),
    AC2_LINEAR("ac2Linear"),
    AC2_QUADRATIC("ac2Quadratic"),
    PABAK("pabak"),
    ICC11("icc11"),
    ICC21("icc21"),
    ICC31("icc31"),
    BLAND_ALTMAN_BIAS("blandAltmanBias"),
    BLAND_ALTMAN_SD("blandAltmanSd");

    /// more different ratings than these are measurements, not categories
    private static final int MOST_CATEGORIES = 500;

    private final String key;

    AgreementCoefficient(String key) {
        this.key = key;
    }

    /// "cohenLinear", as the command line prints it
    public String key() {
        return key;
    }

    /// Those that the scale and the number of raters allow, in the order of this list; one that the ratings then do not
    /// give is not estimable, with the reason.
    ///
    /// Where several units belong to one cluster, standard errors and intervals come from a bootstrap of them.
    public static Map<AgreementCoefficient, Estimate> all(Ratings ratings, double level, ClusterBootstrap bootstrap) {
        Map<AgreementCoefficient, Estimate> all = new EnumMap<>(AgreementCoefficient.class);
        for (AgreementCoefficient c : allowed(ratings)) all.put(c, c.of(ratings, level));
        if (ratings.clustered()) all.replaceAll((c, plain) -> c.clustered(plain, ratings, level, bootstrap));
        return all;
    }

    private static EnumSet<AgreementCoefficient> allowed(Ratings ratings) {
        EnumSet<AgreementCoefficient> allowed = EnumSet.of(FLEISS, KRIPPENDORFF_NOMINAL, AC1);
        boolean two = ratings.raters().size() == 2;
        if (two) allowed.addAll(EnumSet.of(COHEN, SCOTT, PABAK));
        if (ratings.scale() != Scale.NOMINAL) {
            allowed.addAll(EnumSet.of(KRIPPENDORFF_ORDINAL, AC2_LINEAR, AC2_QUADRATIC));
            if (two) allowed.addAll(EnumSet.of(COHEN_LINEAR, COHEN_QUADRATIC));
        }
        if (ratings.scale() == Scale.NUMERIC) {
            allowed.addAll(EnumSet.of(KRIPPENDORFF_INTERVAL, KRIPPENDORFF_RATIO, ICC11, ICC21, ICC31));
            if (two) allowed.addAll(EnumSet.of(BLAND_ALTMAN_BIAS, BLAND_ALTMAN_SD));
        }
        return allowed;
    }

    private boolean byCategory() {
        return switch (this) {
            case COHEN, COHEN_LINEAR, COHEN_QUADRATIC, SCOTT, FLEISS, AC1, AC2_LINEAR, AC2_QUADRATIC, PABAK -> true;
            case KRIPPENDORFF_NOMINAL, KRIPPENDORFF_ORDINAL, KRIPPENDORFF_INTERVAL, KRIPPENDORFF_RATIO -> false;
            case ICC11, ICC21, ICC31, BLAND_ALTMAN_BIAS, BLAND_ALTMAN_SD -> false;
        };
    }

    private Estimate of(Ratings ratings, double level) {
        if (byCategory() && ratings.categories().size() > MOST_CATEGORIES) {
            return new NotEstimable(
                    "there are " + ratings.categories().size()
                            + " different ratings: these are measurements, not categories",
                    new Method(key, ""),
                    ratings.sample());
        }
        return switch (this) {
            case COHEN -> pairs(Kappa.cohen(ratings.table(0, 1), Weighting.NONE, level), ratings);
            case COHEN_LINEAR -> pairs(Kappa.cohen(ratings.table(0, 1), Weighting.LINEAR, level), ratings);
            case COHEN_QUADRATIC -> pairs(Kappa.cohen(ratings.table(0, 1), Weighting.QUADRATIC, level), ratings);
            case SCOTT -> pairs(Kappa.scott(ratings.table(0, 1), level), ratings);
            case PABAK -> pairs(PrevalenceAdjusted.pabak(ratings.table(0, 1), level), ratings);
            case FLEISS -> fleiss(ratings, level);
            case AC1 -> gwet(ratings, Weighting.NONE, level);
            case AC2_LINEAR -> gwet(ratings, Weighting.LINEAR, level);
            case AC2_QUADRATIC -> gwet(ratings, Weighting.QUADRATIC, level);
            case KRIPPENDORFF_NOMINAL -> KrippendorffAlpha.of(ratings.given(), Metric.NOMINAL, level);
            case KRIPPENDORFF_ORDINAL -> KrippendorffAlpha.of(ratings.given(), Metric.ORDINAL, level);
            case KRIPPENDORFF_INTERVAL -> KrippendorffAlpha.of(ratings.given(), Metric.INTERVAL, level);
            case KRIPPENDORFF_RATIO -> ratio(ratings, level);
            case ICC11 ->
                IntraclassCorrelation.of(ratings.measurements(), level).icc11();
            case ICC21 ->
                IntraclassCorrelation.of(ratings.measurements(), level).icc21();
            case ICC31 ->
                IntraclassCorrelation.of(ratings.measurements(), level).icc31();
            case BLAND_ALTMAN_BIAS -> pairs(blandAltman(ratings, level).bias(), ratings);
            case BLAND_ALTMAN_SD -> pairs(blandAltman(ratings, level).spread(), ratings);
        };
    }

    private static Estimate pairs(Estimate estimate, Ratings ratings) {
        int left = ratings.units() - estimate.sample().used();
        return estimate.with(new Sample(
                estimate.sample().used(),
                left == 0 ? List.of() : List.of(new Sample.Exclusion("not rated by both", left))));
    }

    /// the standard error under the null hypothesis is told beside the other one, where the ratings give it
    private static Estimate fleiss(Ratings ratings, double level) {
        int[][] counts = ratings.counts();
        Estimate fleiss = ManyRaters.fleiss(counts, level);
        if (!(fleiss instanceof Estimated e)) return fleiss;
        return ManyRaters.fleissTest(counts)
                .tested()
                .<Estimate>map(test -> new Estimated(
                        e.value(),
                        OptionalDouble.of(test.standardErrorUnderNull()),
                        e.interval(),
                        new Method(
                                "Fleiss' kappa; the standard error is that under kappa = 0 of Fleiss, Nee and Landis 1979, for the"
                                        + " test; the interval is a t interval with n - 1 degrees of freedom from Gwet's"
                                        + " standard error"
                                        + (e.standardError().isPresent()
                                                ? " "
                                                        + Formatted.digits(e.standardError()
                                                                .getAsDouble())
                                                : ""),
                                "R: irr::kappam.fleiss(ratings); irrCAC::fleiss.kappa.dist(counts) for the interval"),
                        e.sample(),
                        e.notes()))
                .orElse(e);
    }

    private static Estimate gwet(Ratings ratings, Weighting weighting, double level) {
        return ratings.raters().size() == 2 && ratings.complete()
                ? GwetAgreement.of(ratings.table(0, 1), weighting, level)
                : ManyRaters.gwet(ratings.counts(), weighting, level);
    }

    private static Estimate ratio(Ratings ratings, double level) {
        boolean negative =
                Arrays.stream(ratings.given()).flatMapToDouble(Arrays::stream).anyMatch(v -> v < 0);
        return negative
                ? new NotEstimable(
                        "a ratio scale has no value below 0",
                        new Method("Krippendorff's alpha, ratio", "R: irr::kripp.alpha(ratings, method = 'ratio')"),
                        ratings.sample())
                : KrippendorffAlpha.of(ratings.given(), Metric.RATIO, level);
    }

    private static BlandAltman blandAltman(Ratings ratings, double level) {
        double[][] complete = Arrays.stream(ratings.measurements())
                .filter(unit -> !Double.isNaN(unit[0]) && !Double.isNaN(unit[1]))
                .toArray(double[][]::new);
        double[] first = Arrays.stream(complete).mapToDouble(unit -> unit[0]).toArray();
        double[] second = Arrays.stream(complete).mapToDouble(unit -> unit[1]).toArray();
        BlandAltman limits = BlandAltman.of(first, second, level);
        if (!(limits.bias() instanceof Estimated bias)) return limits;
        String name = ratings.raters().get(0) + " minus " + ratings.raters().get(1)
                + ", mean; limits of agreement at 1.96 SD "
                + limits.lower()
                        .estimated()
                        .map(e -> Formatted.digits(e.value()))
                        .orElse("")
                + " to "
                + limits.upper()
                        .estimated()
                        .map(e -> Formatted.digits(e.value()))
                        .orElse("")
                + "; t interval with n - 1 degrees of freedom";
        return new BlandAltman(
                bias.with(new Method(name, bias.method().sameNumber())),
                limits.lower(),
                limits.upper(),
                limits.spread());
    }

    /// the coefficient alone, for one draw
    private double value(Ratings ratings) {
        if (this == KRIPPENDORFF_ORDINAL) {
            return KrippendorffAlpha.value(ratings.given(), Metric.ORDINAL).orElse(Double.NaN);
        }
        return of(ratings, .95).estimated().map(Estimated::value).orElse(Double.NaN);
    }

    private Estimate clustered(Estimate plain, Ratings ratings, double level, ClusterBootstrap bootstrap) {
        if (!(plain instanceof Estimated e)) return plain;
        Method method = new Method(
                e.method().name().split(";")[0] + "; " + bootstrap.inWords(),
                e.method().sameNumber() + " for the value");
        int clusters = ratings.clusterCount();
        if (clusters < 2) {
            List<String> notes = new ArrayList<>(e.notes());
            notes.add("all units come from 1 cluster, which gives no interval");
            return new Estimated(e.value(), OptionalDouble.empty(), Optional.empty(), method, e.sample(), notes);
        }
        Resamples draws = Resamples.of(bootstrap.seed(), bootstrap.replicates(), clusters);
        double[] values = IntStream.range(0, bootstrap.replicates())
                .parallel()
                .mapToDouble(r -> value(ratings.drawn(draws.times(r))))
                .toArray();
        return bootstrap
                .with(ClusterBootstrap.Ends.PERCENTILE)
                .of(e.value(), values, List::of, method, e.sample(), level);
    }
}
