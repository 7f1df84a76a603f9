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
/// @param posterior of names higher and lower than counted, null where nothing was counted
/// @param ribs where ribs begin, null where that was not seen
record Naming(
        Chain chain,
        @Nullable Level[] names,
        double[] confidences,
        @Nullable String reason,
        Numbering numbering,
        @Nullable NamePosterior posterior,
        @Nullable RibBorder ribs) {
    /// a body stepped over lowers the trust in what lies beyond it
    private static final double SKIP_TRUST = .85;
    /// share of what looks like four lumbar vertebrae that is taken for a rib at L1, as often as both occur
    private static final double THIRTEENTH = .3;
    /// Names that follow where ribs begin against the count from the sacrum are given only if so probable: on real films the
    /// border of the ribs is seen at another body far more often than there are four or six lumbar vertebrae.
    private static final double AGAINST_SACRUM = .8;

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
                            none ? Numbering.Undetermined.NO_SACRUM : Numbering.Undetermined.SACRUM_DOES_NOT_FIT, options),
                    null,
                    null);
        }
        ChainOdds odds = ChainSearch.odds(repair.bodies(), sacrum.anchors(), chain, calibration.temperature());
        double[] evidence = filmEvidence(split.maps(), chain, odds);
        @Nullable RibBorder ribs = RibBorder.of(split.maps(), repair.labels(), chain);
        double[] border = ribs == null ? new double[0] : ribs.logLikelihoods();
        NamePosterior posterior =
                NamePosterior.of(calibration.ofFilm(evidence), odds.shares()[0], border, calibration);
        int lowest = chain.links().getFirst().index();
        int shift = posterior.best(lowest);
        double film = calibration.ofNames(posterior.of(shift));
        List<List<Double>> levelEvidence = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double[] own = levelEvidence(chain, odds, film, i);
            levelEvidence.add(Arrays.stream(own).boxed().toList());
            confidences[i] = calibration.ofLevel(own);
        }
        List<Numbering.Hypothesis> hypotheses = hypotheses(lowest, posterior, shift, film, border, calibration);
        @Nullable Level[] names = new Level[n];
        for (int i = 0; i < n; i++) names[i] = level(chain.links().get(i).index() + shift);
        Numbering.@Nullable Undetermined why = null;
        @Nullable String reason = null;
        double asked = options.leastConfidence();
        // 0 asks for names in any case
        if (shift != 0 && asked > 0) asked = Math.max(asked, AGAINST_SACRUM);
        if (film < asked) {
            Numbering.@Nullable Hypothesis second = hypotheses.size() > 1 ? hypotheses.get(1) : null;
            boolean equal = second != null && second.shift() != 0 && second.probability() > .5 * film;
            boolean contradicted = shift != 0 || RibCheck.contradicts(border, calibration);
            why = contradicted
                    ? Numbering.Undetermined.TRANSITIONAL
                    : equal ? Numbering.Undetermined.TWO_NAMINGS : Numbering.Undetermined.UNSURE;
            reason = contradicted
                    ? "the count from the sacrum and where ribs begin contradict each other: the spine may have six or four"
                            + " lumbar vertebrae or a transitional one"
                    : equal
                            ? "two numberings fit about equally well: the names could lie %d %s %s"
                                    .formatted(
                                            Math.abs(second.shift()),
                                            Math.abs(second.shift()) == 1 ? "level" : "levels",
                                            second.shift() > 0 ? "higher" : "lower")
                            : "the names are right with a probability of only %.0f %%, under the %.0f %% asked for"
                                    .formatted(100 * film, 100 * asked);
            names = new Level[n];
        }
        return new Naming(
                chain,
                names,
                confidences,
                reason,
                new Numbering(
                        film,
                        hypotheses,
                        why,
                        boxed(evidence),
                        levelEvidence,
                        boxed(odds.shares()[0]),
                        boxed(border),
                        options.leastConfidence(),
                        null,
                        RibCheck.of(ribs, chain, calibration, shift)),
                posterior,
                ribs);
    }

    /// the same without names, of a film that may not get any
    Naming withheld(String why, Numbering.Undetermined undetermined) {
        return new Naming(
                chain,
                new Level[chain.size()],
                confidences,
                why,
                numbering.renamed(numbering.confidence(), numbering.hypotheses(), undetermined, null),
                posterior,
                ribs);
    }

    /// the same without names from a body of the chain up
    Naming below(int body) {
        @Nullable Level[] lower = names.clone();
        Arrays.fill(lower, body, lower.length, null);
        return new Naming(chain, lower, confidences, reason, numbering, posterior, ribs);
    }

    /// Whether ribs confirm the count of what lies up to a body: they begin above it, where the count says, and a body too
    /// many or too few below would have moved them. Of what lies higher they say nothing.
    boolean ribsConfirm(int body) {
        return ribs != null
                && numbering.ribs().outcome() == RibCheck.Outcome.CONFIRMS
                && body < RibCheck.firstWithRibs(ribs);
    }

    /// the same with one more body on top, whose name is as sure as that of the one below it
    Naming withTop(Chain longer) {
        int n = chain.size();
        Level below = names[n - 1];
        @Nullable Level[] all = Arrays.copyOf(names, n + 1);
        all[n] = below == null ? null : below.above().orElse(null);
        double[] sure = Arrays.copyOf(confidences, n + 1);
        sure[n] = confidences[n - 1];
        @Nullable RibBorder border = ribs == null ? null : ribs.withTop();
        return new Naming(longer, all, sure, reason, numbering.withTop(), posterior, border);
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
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
                        numbering.renamed(
                                numbering.confidence(), numbering.hypotheses(), Numbering.Undetermined.UNSURE, fixed),
                        posterior,
                        ribs);
            case Renumbering.Names n -> {
                double[] sure = new double[chain.size()];
                for (int i = 0; i < sure.length; i++) sure[i] = trustBetween(from, i);
                yield new Naming(
                        chain,
                        n.levels().toArray(Level[]::new),
                        sure,
                        null,
                        numbering.renamed(
                                Arrays.stream(sure).min().orElse(0),
                                List.of(new Numbering.Hypothesis(n.levels().getFirst(), 0, 1)),
                                null,
                                fixed),
                        posterior,
                        ribs);
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

    /// The calibrated probability for the best naming; what is left goes to the others by the posterior.
    private static List<Numbering.Hypothesis> hypotheses(
            int index, NamePosterior posterior, int best, double film, double[] border, Calibration calibration) {
        double others = 1 - posterior.of(best);
        double thirteenth = thirteenth(posterior, border, calibration);
        List<Numbering.Hypothesis> all = new ArrayList<>();
        for (int shift = -NamePosterior.FURTHEST; shift <= NamePosterior.FURTHEST; shift++) {
            Level lowest = level(index + shift);
            if (lowest == null) continue;
            double p = shift == best ? film : (1 - film) * posterior.of(shift) / Math.max(others, 1e-9);
            // where the fifth body bears ribs, what speaks for four lumbar vertebrae speaks for a T13 as well
            double rib = shift == 1 && index == 1 ? thirteenth * p : 0;
            if (rib > .0005) {
                Level usual = level(index);
                if (usual != null)
                    all.add(new Numbering.Hypothesis(
                            usual, -best, rib, Numbering.Variant.THIRTEENTH_RIB));
            }
            if (p - rib > .0005) all.add(new Numbering.Hypothesis(lowest, shift - best, p - rib, variant(lowest, index)));
        }
        all.sort(Comparator.comparingDouble(
                (Numbering.Hypothesis h) -> h.shift() == 0 && h.variant() != Numbering.Variant.THIRTEENTH_RIB
                        ? -1
                        : -h.probability() * .999));
        return all;
    }

    private static double thirteenth(NamePosterior posterior, double[] border, Calibration calibration) {
        if (border.length == 0 || posterior.best(1) == 1) return 0;
        double[] seen = NamePosterior.likelihood(border, calibration);
        return seen[NamePosterior.FURTHEST + 1] > seen[NamePosterior.FURTHEST] ? THIRTEENTH : 0;
    }

    private static Numbering.Variant variant(Level lowest, int index) {
        if (lowest == Level.L6) return Numbering.Variant.SIX_LUMBAR;
        return index == 1 && lowest == Level.L4 ? Numbering.Variant.FOUR_LUMBAR : Numbering.Variant.FIVE_LUMBAR;
    }

    private static @Nullable Level level(int index) {
        if (index == 0) return Level.L6;
        return index >= 1 && index < Level.USUAL.size() ? Level.USUAL.get(index) : null;
    }
}
