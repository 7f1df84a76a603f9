package org.levelread.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.levelread.statistics.Estimate.Estimated;

/// Coefficients of two raters where several units come from one cluster, so that they are not independent.
///
/// The value is that of all units together; the interval draws clusters with replacement. Where each cluster holds
/// one unit, these are [Kappa#cohen] and [GwetAgreement#of].
public final class ClusteredAgreement {
    private ClusteredAgreement() {}

    /// Cohen's κ without weights.
    public static Estimate kappa(
            SortedMap<String, AgreementTable> byCluster, double level, ClusterBootstrap bootstrap) {
        return of(
                byCluster,
                level,
                bootstrap,
                "Cohen's kappa",
                table -> Kappa.cohen(table, Weighting.NONE, level),
                k -> Figure.kappa(k, Weighting.NONE));
    }

    /// Gwet's AC1.
    public static Estimate gwet(SortedMap<String, AgreementTable> byCluster, double level, ClusterBootstrap bootstrap) {
        return of(
                byCluster,
                level,
                bootstrap,
                "Gwet's AC1",
                table -> GwetAgreement.of(table, Weighting.NONE, level),
                k -> Figure.gwet(k, Weighting.NONE));
    }

    private static Estimate of(
            SortedMap<String, AgreementTable> byCluster,
            double level,
            ClusterBootstrap bootstrap,
            String name,
            Function<AgreementTable, Estimate> coefficient,
            IntFunction<Figure> figure) {
        List<AgreementTable> clusters = new ArrayList<>(byCluster.values());
        if (clusters.isEmpty()) return coefficient.apply(AgreementTable.ofYesNo(0, 0, 0, 0));
        AgreementTable all = AgreementTable.sum(clusters);
        Estimate together = coefficient.apply(all);
        if (!(together instanceof Estimated e) || clusters.stream().allMatch(c -> c.total() <= 1)) return together;
        Method method = new Method(name + "; " + bootstrap.inWords(), e.method().sameNumber() + " for the value");
        // full agreement stays full in every replicate: the interval would be the point itself
        if (e.interval().isEmpty()) {
            return new Estimated(e.value(), OptionalDouble.empty(), Optional.empty(), method, e.sample(), e.notes());
        }
        long filled = clusters.stream().filter(c -> c.total() > 0).count();
        if (filled < 2) {
            return new Estimated(
                    e.value(),
                    OptionalDouble.empty(),
                    Optional.empty(),
                    method,
                    e.sample(),
                    List.of("all units come from 1 cluster, which gives no interval"));
        }
        Estimate resampled = bootstrap.estimate(
                ClusterSums.of(clusters), figure.apply(all.categories()), e.method(), e.sample(), level);
        return resampled instanceof Estimated r ? r.with(method) : resampled;
    }
}
