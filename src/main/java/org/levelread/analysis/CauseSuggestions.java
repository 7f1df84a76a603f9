package org.levelread.analysis;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.levelread.spine.Cause;
import org.levelread.spine.Flag;
import org.levelread.spine.Level;

/// Suggests why the model and another answer differ, the first cause in the causal chain.
///
/// The rules, in their order: the reference alone against model and readers; one side not determinable; a gap in
/// the other's set that the model fills; a body merged, split, missed or false below the lowest wrong name; all names shifted; an instrumented level beyond what the other side saw;
/// one level too many at an end; the model's own flags; a slip; what the masks may have done.
public final class CauseSuggestions {
    private CauseSuggestions() {}

    /// @param by the reader's code, or [FilmComparison#REFERENCE]
    /// @return empty where the two agree or one of them is missing
    public static Optional<SuggestedCause> of(FilmComparison film, String by) {
        boolean reference = by.equals(FilmComparison.REFERENCE);
        Optional<LevelAnswer> other = reference ? film.reference() : film.levelsBy(by);
        if (film.model().isEmpty() || other.isEmpty()) return Optional.empty();
        ModelAnswer model = film.model().get();
        if (model.levels().sameAs(other.get())) return Optional.empty();
        String who = reference ? "the reference" : "reader " + by;
        if (reference) {
            Optional<SuggestedCause> alone = referenceAlone(film, model.levels());
            if (alone.isPresent()) return alone;
        }
        // masks of the reference say something of an answer only where it is the reference's
        boolean asTheReference = reference || film.reference().filter(other.get()::sameAs).isPresent();
        Optional<SuggestedCause> masks = asTheReference
                ? film.bodies().flatMap(bodies -> bodies.explains(different(model.levels(), other.get())))
                : Optional.empty();
        return Optional.of(of(model, other.get(), who, masks));
    }

    /// levels that carry hardware in one of the answers alone
    private static Set<Level> different(LevelAnswer one, LevelAnswer other) {
        Set<Level> different = EnumSet.noneOf(Level.class);
        different.addAll(one.instrumented());
        different.addAll(other.instrumented());
        different.removeIf(level -> one.instrumented().contains(level) && other.instrumented().contains(level));
        return different;
    }

    private static Optional<SuggestedCause> referenceAlone(FilmComparison film, LevelAnswer model) {
        int readers = film.readers().size();
        long same =
                film.readers().stream().filter(r -> r.levels().sameAs(model)).count();
        if (readers < 2 || 2 * same <= readers) return Optional.empty();
        return Optional.of(new SuggestedCause(
                Cause.C6B,
                same + " of " + readers + " readers answer as the model does, " + LevelSets.inWords(model)
                        + ", against the reference",
                .7));
    }

    /// @param masks the fault of the masks that explains wrong names
    private static SuggestedCause of(
            ModelAnswer model, LevelAnswer other, String who, Optional<SuggestedCause> masks) {
        LevelAnswer mine = model.levels();
        if (!mine.determinable()) return modelUndetermined(model, other, who);
        if (!other.determinable()) {
            return new SuggestedCause(
                    Cause.C6C, who + " could not determine the levels; the model names " + LevelSets.inWords(mine), .4);
        }
        List<Level> column = LevelSets.column(mine, other);
        Set<Level> filled = filled(other.instrumented(), column);
        boolean gap = !filled.equals(other.instrumented());
        if (gap && filled.equals(mine.instrumented())) return slip(other, filled, who, .8);
        if (masks.isPresent()) return masks.get();
        return shift(mine, other, who)
                .or(() -> beyond(mine, other, column, "the model did not see", who + " marks", .7))
                .or(() -> beyond(other, mine, column, who + " did not see", "the model marks", .4))
                .or(() -> oneTooMany(mine, other, column, who))
                .or(() -> strongestFlag(model))
                .or(() -> gap ? Optional.of(slip(other, filled, who, .4)) : Optional.empty())
                .orElseGet(() -> masks(mine, other, who));
    }

    private static SuggestedCause modelUndetermined(ModelAnswer model, LevelAnswer other, String who) {
        Optional<SuggestedCause> flag = strongestFlag(model);
        if (flag.isPresent()) return flag.get();
        String why = model.reason().map(r -> " (" + r + ")").orElse("");
        return other.seen().contains(Level.S1)
                ? new SuggestedCause(
                        Cause.C3E, "the model could not name the levels" + why + ", yet " + who + " sees S1", .6)
                : new SuggestedCause(
                        Cause.C1A,
                        "the model could not name the levels" + why + ", and " + who + " does not name S1 either",
                        .6);
    }

    private static Optional<SuggestedCause> shift(LevelAnswer mine, LevelAnswer other, String who) {
        LevelShift shift = LevelShift.best(mine, other);
        if (shift.by() == 0 || shift.jaccard() < .9) return Optional.empty();
        int levels = other.instrumented().size();
        // one level always fits after a shift, three hardly by chance
        double confidence = (levels >= 3 ? .9 : levels == 2 ? .75 : .5) - .1 * (Math.abs(shift.by()) - 1);
        int steps = Math.abs(shift.by());
        return Optional.of(new SuggestedCause(
                Cause.C4A,
                "the model names " + LevelSets.inWords(mine) + ", " + steps
                        + (steps == 1 ? " level " : " levels ") + (shift.by() < 0 ? "higher" : "lower") + " than " + who
                        + " ("
                        + LevelSets.inWords(other) + ")",
                confidence));
    }

    /// A level that one side marks and the other never had in view.
    private static Optional<SuggestedCause> beyond(
            LevelAnswer blind,
            LevelAnswer marking,
            List<Level> column,
            String didNotSee,
            String marks,
            double confidence) {
        // who names only instrumented levels says nothing about the rest of the film
        if (blind.seen().equals(blind.instrumented())) return Optional.empty();
        List<Level> seen = LevelSets.downwards(blind.seen());
        int top = column.indexOf(seen.getFirst());
        int bottom = column.indexOf(seen.getLast());
        for (Level level : LevelSets.downwards(marking.instrumented())) {
            if (blind.seen().contains(level)) continue;
            int at = column.indexOf(level);
            Cause cause = at < top ? Cause.C1B : at > bottom ? Cause.C1A : Cause.C3C;
            return Optional.of(new SuggestedCause(
                    cause,
                    marks + " " + level + ", which " + didNotSee + ": it saw " + seen.getFirst() + " to "
                            + seen.getLast(),
                    confidence));
        }
        return Optional.empty();
    }

    private static Optional<SuggestedCause> oneTooMany(
            LevelAnswer mine, LevelAnswer other, List<Level> column, String who) {
        Set<Level> extra = EnumSet.noneOf(Level.class);
        extra.addAll(mine.instrumented());
        extra.removeAll(other.instrumented());
        if (extra.size() != 1
                || other.instrumented().isEmpty()
                || !mine.instrumented().containsAll(other.instrumented())) {
            return Optional.empty();
        }
        Level one = extra.iterator().next();
        List<Level> construct = LevelSets.downwards(other.instrumented());
        int at = column.indexOf(one);
        boolean above = at == column.indexOf(construct.getFirst()) - 1;
        boolean below = at == column.indexOf(construct.getLast()) + 1;
        if (!above && !below) return Optional.empty();
        return Optional.of(new SuggestedCause(
                Cause.C5B,
                "the model adds " + one + (above ? " above " : " below ") + LevelSets.inWords(other) + " of " + who,
                .6));
    }

    private static Optional<SuggestedCause> strongestFlag(ModelAnswer model) {
        return model.flags().stream()
                .filter(f -> f.confidence() >= .5)
                .max(Comparator.comparingDouble(Flag::confidence))
                .map(f -> new SuggestedCause(
                        f.cause(), "the model's own flag: " + f.evidence(), Math.min(1, .8 * f.confidence())));
    }

    private static SuggestedCause slip(LevelAnswer other, Set<Level> filled, String who, double confidence) {
        return new SuggestedCause(
                Cause.C6A,
                who + " marks " + LevelSets.inWords(other) + " with a gap inside " + LevelSets.inWords(filled),
                confidence);
    }

    private static SuggestedCause masks(LevelAnswer mine, LevelAnswer other, String who) {
        Set<Level> missed = EnumSet.noneOf(Level.class);
        missed.addAll(other.instrumented());
        missed.removeAll(mine.instrumented());
        Set<Level> added = EnumSet.noneOf(Level.class);
        added.addAll(mine.instrumented());
        added.removeAll(other.instrumented());
        if (added.isEmpty()) {
            return new SuggestedCause(
                    Cause.C3G, "the model lacks " + LevelSets.inWords(missed) + " that " + who + " marks", .5);
        }
        if (missed.isEmpty()) {
            return new SuggestedCause(
                    Cause.C3H, "the model adds " + LevelSets.inWords(added) + " that " + who + " does not mark", .5);
        }
        return new SuggestedCause(
                Cause.C3C,
                "the model lacks " + LevelSets.inWords(missed) + " and adds " + LevelSets.inWords(added) + " against "
                        + who + ": a body missed, split or merged would move the names above it",
                .3);
    }

    /// the levels with every gap between the highest and the lowest closed
    private static Set<Level> filled(Set<Level> levels, List<Level> column) {
        Set<Level> filled = EnumSet.noneOf(Level.class);
        List<Level> sorted = LevelSets.downwards(levels);
        if (sorted.isEmpty()) return filled;
        filled.addAll(column.subList(column.indexOf(sorted.getFirst()), column.indexOf(sorted.getLast()) + 1));
        return filled;
    }
}
