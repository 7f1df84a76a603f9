package org.levelread.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.levelread.statistics.ClusterBootstrap.Wanted;
import org.levelread.statistics.Estimate.Estimated;

/// Coefficients of two raters who said yes or no, where several units come from one cluster, so that they are not
/// independent.
///
/// The values are those of all units together; the intervals draw clusters with replacement. Where no cluster holds
/// more than one unit, these are [Kappa#cohen] and [GwetAgreement#of].
///
/// @param kappa Cohen's κ
/// @param gwet Gwet's AC1
public record ClusteredAgreement(Estimate kappa, Estimate gwet) {
    /// @param tables both yes, only the first yes, only the second yes, both no, as counts of each cluster; clusters
    ///     that hold no unit are drawn like the others, so that all figures of a study may share their draws
    /// @throws IllegalArgumentException where the sums have other than 4 columns
    public static ClusteredAgreement of(ClusterSums tables, double level, ClusterBootstrap bootstrap) {
        if (tables.columns() != 4) {
            throw new IllegalArgumentException("a table of yes and no has 4 cells, was " + tables.columns());
        }
        double[] sums = tables.totals();
        AgreementTable all = AgreementTable.ofYesNo(
                (int) Math.round(sums[0]), (int) Math.round(sums[1]), (int) Math.round(sums[2]), (int) Math.round(sums[3]));
        Estimate kappa = Kappa.cohen(all, Weighting.NONE, level);
        Estimate gwet = GwetAgreement.of(all, Weighting.NONE, level);
        boolean single = true;
        for (int c = 0; c < tables.clusters(); c++) {
            single &= tables.at(c, 0) + tables.at(c, 1) + tables.at(c, 2) + tables.at(c, 3) <= 1;
        }
        if (single) return new ClusteredAgreement(kappa, gwet);
        // both figures in one pass over the draws
        List<Wanted> wanted = new ArrayList<>();
        if (drawn(kappa, tables)) wanted.add(new Wanted(tables, Figure.KAPPA, kappa.method(), kappa.sample()));
        if (drawn(gwet, tables)) wanted.add(new Wanted(tables, Figure.AC1, gwet.method(), gwet.sample()));
        List<Estimate> made = bootstrap.estimates(wanted, level);
        return new ClusteredAgreement(
                clustered(kappa, tables, "Cohen's kappa", made.isEmpty() ? kappa : made.getFirst(), bootstrap),
                clustered(gwet, tables, "Gwet's AC1", made.isEmpty() ? gwet : made.getLast(), bootstrap));
    }

    /// full agreement stays full in every replicate: the interval would be the point itself
    private static boolean drawn(Estimate plain, ClusterSums tables) {
        return plain.estimated().flatMap(Estimated::interval).isPresent() && tables.filled() > 1;
    }

    private static Estimate clustered(
            Estimate plain, ClusterSums tables, String name, Estimate drawn, ClusterBootstrap bootstrap) {
        if (!(plain instanceof Estimated e)) return plain;
        Method method = new Method(name + "; " + bootstrap.inWords(), e.method().sameNumber() + " for the value");
        if (drawn(plain, tables)) return drawn instanceof Estimated d ? d.with(method) : drawn;
        List<String> notes = e.interval().isEmpty()
                ? e.notes()
                : List.of("all units come from 1 cluster, which gives no interval");
        return new Estimated(e.value(), OptionalDouble.empty(), Optional.empty(), method, e.sample(), notes);
    }
}
