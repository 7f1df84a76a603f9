package org.levelread.spine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.Mask;
import org.levelread.imaging.Point;

/// The names of a chain's bodies with what speaks for and against them.
///
/// @param names from the lowest body up; all null where there is a reason against naming
/// @param confidences that each name is right, in [0, 1]
record Naming(
        Chain chain,
        @Nullable Level[] names,
        double[] confidences,
        @Nullable String reason,
        Numbering numbering) {
    /// a body stepped over lowers the trust in what lies beyond it
    private static final double SKIP_TRUST = .85;
    /// share of the rest of the probability that goes to names one lower and one higher whatever the chains say: as
    /// often as six and four lumbar vertebrae occur
    private static final double VARIANT_SHARE = .25;

    static Naming of(
            VertebraBodies split, SacrumSearch sacrum, ChainRepair repair, Chain chain, NumberingOptions options) {
        Calibration calibration = Calibration.shipped();
        int n = chain.size();
        double[] confidences = new double[n];
        if (chain.anchor() == null) {
            boolean none = sacrum.anchors().isEmpty();
            return new Naming(
                    chain,
                    new Level[n],
                    confidences,
                    none
                            ? "the sacrum is not in view, so the levels cannot be counted from it"
                            : "the sacrum does not fit under the lowest vertebra found, so the levels cannot be"
                                    + " counted from it",
                    Numbering.none(
                            none ? Numbering.Undetermined.NO_SACRUM : Numbering.Undetermined.SACRUM_DOES_NOT_FIT));
        }
        ChainOdds odds = ChainSearch.odds(repair.bodies(), sacrum.anchors(), chain, calibration.temperature());
        double[] evidence = filmEvidence(split.maps(), chain, odds);
        double film = calibration.ofFilm(evidence);
        List<List<Double>> levelEvidence = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double[] own = levelEvidence(chain, odds, film, i);
            levelEvidence.add(Arrays.stream(own).boxed().toList());
            confidences[i] = calibration.ofLevel(own);
        }
        List<Numbering.Hypothesis> hypotheses = hypotheses(chain, odds, film);
        @Nullable Level[] names = new Level[n];
        for (int i = 0; i < n; i++) names[i] = level(chain.links().get(i).index());
        Numbering.@Nullable Undetermined why = null;
        @Nullable String reason = null;
        if (film < options.leastConfidence()) {
            Numbering.@Nullable Hypothesis second = hypotheses.size() > 1 ? hypotheses.get(1) : null;
            boolean equal = second != null && second.probability() > .5 * film;
            why = equal ? Numbering.Undetermined.TWO_NAMINGS : Numbering.Undetermined.UNSURE;
            reason = equal
                    ? "two numberings fit about equally well: the names could lie %d %s %s"
                            .formatted(
                                    Math.abs(second.shift()),
                                    Math.abs(second.shift()) == 1 ? "level" : "levels",
                                    second.shift() > 0 ? "higher" : "lower")
                    : "the names are right with a probability of only %.0f %%, under the %.0f %% asked for"
                            .formatted(100 * film, 100 * options.leastConfidence());
            names = new Level[n];
        }
        List<Double> kept = Arrays.stream(evidence).boxed().toList();
        return new Naming(
                chain,
                names,
                confidences,
                reason,
                new Numbering(film, hypotheses, why, kept, levelEvidence, null));
    }

    /// the same chain with names counted from the fixed one; as it was where they do not fit
    Naming from(FixedName fixed, LevelNumbering.Scale scale) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < chain.size(); i++) {
            Point at = scale.toFilm(chain.body(i).x(), chain.body(i).y());
            double away = at.distanceTo(fixed.at());
            if (away < least) {
                least = away;
                nearest = i;
            }
        }
        List<Integer> steps = chain.links().stream().map(Chain.Link::step).toList();
        int from = nearest;
        return switch (Renumbering.count(steps, nearest, fixed.level())) {
            case Renumbering.Impossible i ->
                new Naming(
                        chain,
                        new Level[chain.size()],
                        confidences,
                        i.reason(),
                        new Numbering(
                                numbering.confidence(),
                                numbering.hypotheses(),
                                Numbering.Undetermined.UNSURE,
                                numbering.evidence(),
                                numbering.levelEvidence(),
                                fixed));
            case Renumbering.Names n -> {
                double[] sure = new double[chain.size()];
                for (int i = 0; i < sure.length; i++) sure[i] = trustBetween(from, i);
                yield new Naming(
                        chain,
                        n.levels().toArray(Level[]::new),
                        sure,
                        null,
                        new Numbering(
                                Arrays.stream(sure).min().orElse(0),
                                List.of(new Numbering.Hypothesis(n.levels().getFirst(), 0, 1)),
                                null,
                                numbering.evidence(),
                                numbering.levelEvidence(),
                                fixed));
            }
        };
    }

    /// Trust in the count between two bodies: .85 for each step over a missing body times exp(-cost) of the worst
    /// link. Not calibrated.
    private double trustBetween(int a, int b) {
        double trust = 1;
        double worst = 0;
        for (int k = Math.min(a, b) + 1; k <= Math.max(a, b); k++) {
            Chain.Link link = chain.links().get(k);
            trust *= Math.pow(SKIP_TRUST, link.step() - 1);
            worst = Math.max(worst, link.cost());
        }
        return Math.clamp(trust * Math.exp(-worst), 0, 1);
    }

    private static double[] filmEvidence(SpineMaps maps, Chain chain, ChainOdds odds) {
        Anchor anchor = java.util.Objects.requireNonNull(chain.anchor());
        double least = 1;
        double cost = 0;
        double skips = 0;
        for (int i = 0; i < chain.size(); i++) {
            Chain.Link link = chain.links().get(i);
            least = Math.min(least, odds.asNamed(i));
            cost += link.cost() / chain.size();
            skips += link.step() - 1;
        }
        return new double[] {
            Calibration.logOdds(least),
            anchor.confidence(),
            anchor.kind() == Anchor.Kind.OUTLINE ? 1 : 0,
            mean(maps.sacrum().values(), anchor.region()),
            anchor.body().probability(),
            chain.body(0).s1(),
            Math.min(2, chain.links().getFirst().cost()),
            Math.min(2, cost),
            skips,
            anchor.body().cut() == Body.Cut.NONE ? 0 : 1
        };
    }

    private static double[] levelEvidence(Chain chain, ChainOdds odds, double film, int i) {
        Chain.Link link = chain.links().get(i);
        double skips = 0;
        for (int k = 0; k <= i; k++) skips += chain.links().get(k).step() - 1;
        return new double[] {
            Calibration.logOdds(film),
            Calibration.logOdds(odds.asNamed(i)),
            link.body().probability(),
            Math.min(2, link.cost()),
            i + 1 < chain.size() ? Math.min(2, chain.links().get(i + 1).cost()) : 0,
            skips,
            Math.min(12, link.index())
        };
    }

    private static double mean(float[] values, Mask within) {
        double sum = 0;
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            if (within.values()[i] == 0) continue;
            sum += values[i];
            n++;
        }
        return n == 0 ? 0 : sum / n;
    }

    /// The calibrated probability for the best naming; what is left goes to the others by the weight of their chains,
    /// and in part to one level lower and higher whatever the chains say.
    private static List<Numbering.Hypothesis> hypotheses(Chain chain, ChainOdds odds, double film) {
        double[] shares = odds.shares()[0].clone();
        shares[ChainOdds.FURTHEST] = 0;
        double others = Arrays.stream(shares).sum();
        List<Numbering.Hypothesis> all = new ArrayList<>();
        int index = chain.links().getFirst().index();
        for (int k = 0; k < shares.length; k++) {
            int shift = k - ChainOdds.FURTHEST;
            double byVariant = Math.abs(shift) == 1 ? .5 * VARIANT_SHARE : 0;
            double byChains = others > 0 ? (1 - VARIANT_SHARE) * shares[k] / Math.max(others, .05) : 0;
            double p = shift == 0 ? film : (1 - film) * (byVariant + byChains);
            Level lowest = shift < 0 && index + shift < 1
                    ? index + shift == 0 ? Level.L6 : null
                    : level(index + shift);
            if (lowest != null && p > .0005) all.add(new Numbering.Hypothesis(lowest, shift, p));
        }
        all.sort(Comparator.comparingDouble((Numbering.Hypothesis h) -> h.shift() == 0 ? -1 : -h.probability() * .999));
        return all;
    }

    private static @Nullable Level level(int index) {
        return index >= 1 && index < Level.USUAL.size() ? Level.USUAL.get(index) : null;
    }
}
