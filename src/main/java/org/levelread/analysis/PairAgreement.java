package org.levelread.analysis;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.levelread.spine.Level;
import org.levelread.statistics.AgreementTable;
import org.levelread.statistics.ClusterBootstrap;
import org.levelread.statistics.ClusterSums;
import org.levelread.statistics.ClusteredAgreement;
import org.levelread.statistics.Estimate;
import org.levelread.statistics.Proportions;
import org.levelread.statistics.Proportions.Count;
import org.levelread.statistics.Sample;
import org.levelread.statistics.SetAgreement;

/// How far two sides agree on the instrumented levels of the same films.
///
/// @param first "model" or a reader's code
/// @param second a reader's code, "all readers" or "reference"
/// @param exactCount films with exactly the same instrumented levels, among those of `exact`
/// @param exact share of them, where both sides could determine the levels
/// @param exactOrMissed the same where a film that only one side could determine counts as a difference
/// @param jaccard mean over films
/// @param kappa of instrumented or not, all levels together that both sides saw
/// @param gwet AC1 of the same
/// @param levels from the head down
public record PairAgreement(
        String first,
        String second,
        int exactCount,
        Estimate exact,
        Estimate exactOrMissed,
        Estimate jaccard,
        Estimate kappa,
        Estimate gwet,
        List<LevelAgreement> levels) {

    /// @param table yes is instrumented
    public record LevelAgreement(Level level, AgreementTable table, Estimate kappa, Estimate gwet) {}

    /// the two answers on one film, as far as they are there
    public record Pairing(String cluster, Optional<LevelAnswer> first, Optional<LevelAnswer> second) {}

    private static final double LEVEL = .95;

    public PairAgreement {
        levels = List.copyOf(levels);
    }

    /// "model against R1"
    public String name() {
        return first + " against " + second;
    }

    public static PairAgreement of(String first, String second, List<Pairing> pairings, ClusterBootstrap bootstrap) {
        SortedMap<String, Integer> left = new TreeMap<>();
        List<Pairing> both = new ArrayList<>();
        List<Pairing> judged = new ArrayList<>();
        for (Pairing p : pairings) {
            Optional<String> why = whyLeftOut(p, first, second);
            if (why.isPresent()) left.merge(why.get(), 1, Integer::sum);
            else both.add(p);
            if (p.first().isPresent()
                    && p.second().isPresent()
                    && (p.first().get().determinable() || p.second().get().determinable())) judged.add(p);
        }
        List<Sample.Exclusion> excluded = left.entrySet().stream()
                .map(e -> new Sample.Exclusion(e.getKey(), e.getValue()))
                .toList();
        Sample films = new Sample(both.size(), excluded);
        // the clusters of all pairings, compared or not: every figure of a study then shares its draws
        SortedMap<String, Integer> clusters = new TreeMap<>();
        for (Pairing p : pairings) clusters.put(p.cluster(), 0);
        int next = 0;
        for (Map.Entry<String, Integer> cluster : clusters.entrySet()) cluster.setValue(next++);
        int n = Math.max(1, clusters.size());
        ClusterSums jaccard = new ClusterSums(n, 2);
        ClusterSums pooled = new ClusterSums(n, 4);
        Map<Level, ClusterSums> byLevel = new EnumMap<>(Level.class);
        for (Pairing p : both) {
            int cluster = clusters.get(p.cluster());
            LevelAnswer a = p.first().orElseThrow();
            LevelAnswer b = p.second().orElseThrow();
            jaccard.add(cluster, 0, SetAgreement.jaccard(a.instrumented(), b.instrumented()));
            jaccard.add(cluster, 1, 1);
            for (Level level : a.seen()) {
                if (!b.seen().contains(level)) continue;
                int cell = (a.instrumented().contains(level) ? 0 : 2) + (b.instrumented().contains(level) ? 0 : 1);
                pooled.add(cluster, cell, 1);
                byLevel.computeIfAbsent(level, _ -> new ClusterSums(n, 4)).add(cluster, cell, 1);
            }
        }
        List<LevelAgreement> levels = new ArrayList<>();
        for (Level level : LevelSets.downwards()) {
            level(level, both.size(), Optional.ofNullable(byLevel.get(level)), bootstrap).ifPresent(levels::add);
        }
        ClusteredAgreement allLevels = ClusteredAgreement.of(pooled, LEVEL, bootstrap);
        return new PairAgreement(
                first,
                second,
                (int) both.stream().filter(PairAgreement::same).count(),
                Proportions.wilsonClustered(counts(both), LEVEL).with(films),
                Proportions.wilsonClustered(counts(judged), LEVEL),
                bootstrap.mean(jaccard, LEVEL).with(films),
                allLevels.kappa(),
                allLevels.gwet(),
                levels);
    }

    private static boolean same(Pairing p) {
        return p.first().orElseThrow().sameAs(p.second().orElseThrow());
    }

    private static List<Count> counts(List<Pairing> pairings) {
        return pairings.stream()
                .collect(Collectors.groupingBy(Pairing::cluster, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(c -> new Count((int) c.stream().filter(PairAgreement::same).count(), c.size()))
                .toList();
    }

    private static Optional<String> whyLeftOut(Pairing p, String first, String second) {
        if (p.first().isEmpty()) return Optional.of("no answer by " + one(first));
        if (p.second().isEmpty()) return Optional.of("no answer by " + one(second));
        boolean a = p.first().get().determinable();
        boolean b = p.second().get().determinable();
        if (a && b) return Optional.empty();
        return Optional.of("not determinable by " + (a ? one(second) : b ? one(first) : "either"));
    }

    private static String one(String side) {
        return switch (side) {
            case "model", "reference" -> "the " + side;
            case AgreementReport.ALL_READERS -> "the reader";
            default -> side;
        };
    }

    /// Levels that never could be compared are left out unless they lie in the usual range of T4 to S1.
    private static Optional<LevelAgreement> level(
            Level level, int compared, Optional<ClusterSums> tables, ClusterBootstrap bootstrap) {
        boolean usual = Level.USUAL.contains(level) && level.compareTo(Level.T4) <= 0;
        if (tables.isEmpty() && !usual) return Optional.empty();
        ClusterSums sums = tables.orElseGet(() -> new ClusterSums(1, 4));
        double[] cells = sums.totals();
        AgreementTable table =
                AgreementTable.ofYesNo((int) cells[0], (int) cells[1], (int) cells[2], (int) cells[3]);
        int unseen = compared - table.total();
        Sample sample = new Sample(
                table.total(),
                unseen == 0 ? List.of() : List.of(new Sample.Exclusion("level not seen by both", unseen)));
        ClusteredAgreement agreement = ClusteredAgreement.of(sums, LEVEL, bootstrap);
        return Optional.of(new LevelAgreement(
                level, table, agreement.kappa().with(sample), agreement.gwet().with(sample)));
    }
}
