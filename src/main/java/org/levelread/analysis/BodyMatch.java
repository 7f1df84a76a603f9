package org.levelread.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.LabelMap;
import org.levelread.slicer.Segment;
import org.levelread.slicer.SlicerSegmentation;
import org.levelread.spine.Cause;
import org.levelread.spine.InstanceMatch;
import org.levelread.spine.InstanceMatch.Fault;
import org.levelread.spine.Level;

/// What became of the bodies that the reference outlines in the prediction, by [InstanceMatch], and whether that explains the wrong
/// names.
///
/// @param reference bodies that the reference outlines, at least one; the sacrum is none of them
/// @param merged of them, those that one predicted body covers together with a neighbour
/// @param split of them, those in which two or more predicted bodies lie
/// @param missed of them, those that no predicted body covers
/// @param withoutReference predicted bodies on none of the reference
/// @param lowestWrong the lowest body that has another name in the prediction, or no match; empty where there is none
/// @param explanation why; empty where there is none
public record BodyMatch(
        int reference,
        int merged,
        int split,
        int missed,
        int withoutReference,
        Optional<Level> lowestWrong,
        Optional<SuggestedCause> explanation) {
    /// names that a body missed or added moves by, and one more
    private static final int NEAR = 2;

    public BodyMatch {
        if (reference < 1 || Math.min(Math.min(merged, split), Math.min(missed, withoutReference)) < 0
                || Math.max(merged, Math.max(split, missed)) > reference) {
            throw new IllegalArgumentException("of " + reference + " bodies of the reference " + merged + " cannot be merged, " + split
                    + " split and " + missed + " missed, with " + withoutReference + " beside them");
        }
        if (lowestWrong.isPresent() != explanation.isPresent()) {
            throw new IllegalArgumentException("a wrong name has an explanation, and nothing else has one; there are " + lowestWrong
                    + " and " + explanation);
        }
    }

    /// Empty where the reference outlines no vertebra by name, or the prediction has more bodies than names.
    ///
    /// @param predicted body k of the prediction as k + 1, on the reference's grid
    /// @param names of the predicted bodies from the lowest up, null for none
    static Optional<BodyMatch> of(LabelMap predicted, List<@Nullable Level> names, SlicerSegmentation reference) {
        List<Segment> bodies = reference.segments().stream()
                .filter(s -> Level.parse(s.name()).filter(level -> level != Level.S1).isPresent() && s.mask().count() > 0)
                .sorted(Comparator.comparing(s -> Level.parse(s.name()).orElseThrow()))
                .toList();
        if (bodies.isEmpty()) return Optional.empty();
        for (int label : predicted.values()) if (label > names.size()) return Optional.empty();
        List<Level> truth =
                bodies.stream().map(s -> Level.parse(s.name()).orElseThrow()).toList();
        LabelMap outlined = new LabelMap(reference.width(), reference.height());
        for (int k = 0; k < bodies.size(); k++) {
            byte[] mask = bodies.get(k).mask().values();
            for (int i = 0; i < mask.length; i++) if (mask[i] != 0) outlined.values()[i] = k + 1;
        }
        InstanceMatch match = InstanceMatch.of(predicted, names, outlined, truth);
        Optional<Wrong> wrong = names.stream().allMatch(Objects::isNull)
                ? Optional.empty()
                : lowestWrong(match, names, truth);
        Optional<SuggestedCause> explanation = wrong.map(w -> explanation(match, w, names, truth));
        return Optional.of(new BodyMatch(
                truth.size(),
                bodies(match, Cause.C3A, Fault::reference),
                bodies(match, Cause.C3B, Fault::reference),
                bodies(match, Cause.C3C, Fault::reference),
                bodies(match, Cause.C3D, Fault::predicted),
                wrong.map(w -> truth.get(w.reference)),
                explanation));
    }

    private static int bodies(InstanceMatch match, Cause cause, Function<Fault, List<Integer>> which) {
        return (int) match.faults().stream()
                .filter(f -> f.cause() == cause)
                .flatMap(f -> which.apply(f).stream())
                .distinct()
                .count();
    }

    /// @param reference the lowest body with another name in the prediction, or without a match, from 0
    /// @param predicted the body that matches it, else the next above the last that matched
    private record Wrong(int reference, int predicted) {}

    private static Optional<Wrong> lowestWrong(InstanceMatch match, List<@Nullable Level> names, List<Level> truth) {
        int next = 0;
        for (InstanceMatch.Match m : match.matches()) {
            Integer predicted = m.predicted();
            if (predicted == null) return Optional.of(new Wrong(m.reference(), next));
            next = predicted + 1;
            Level name = names.get(predicted);
            if (name != null && name != truth.get(m.reference())) return Optional.of(new Wrong(m.reference(), predicted));
        }
        return Optional.empty();
    }

    /// a fault above the lowest wrong name does not explain it
    private static SuggestedCause explanation(
            InstanceMatch match, Wrong wrong, List<@Nullable Level> names, List<Level> truth) {
        List<Fault> below = match.faults().stream()
                .filter(f -> f.reference().isEmpty()
                        ? f.predicted().getFirst() < wrong.predicted
                        : f.reference().getFirst() <= wrong.reference)
                .toList();
        String upTo = wrong.reference == 0
                ? "; the lowest body has another name already"
                : "; up to " + truth.get(wrong.reference - 1) + " the names are right";
        Integer shift = match.shift();
        if (below.isEmpty()) {
            String by = shift == null || shift == 0
                    ? "no fault of the masks lies below the wrong names"
                    : "no fault of the masks lies below, and %.0f %% of the matched names lie %d %s"
                            .formatted(100 * match.shifted(), Math.abs(shift), shift > 0 ? "higher" : "lower");
            return new SuggestedCause(Cause.C4A, by + upTo, .5 + .45 * match.shifted());
        }
        InstanceMatch.Suggestion first =
                match.with(below).suggestion().orElseThrow();
        return new SuggestedCause(
                first.cause(),
                (first.cause() == Cause.C3F ? first.evidence() : what(below.getFirst(), names, truth)) + upTo,
                first.confidence());
    }

    /// The fault of the masks that explains why two answers differ in these levels: none where one of them lies below the names that
    /// are wrong, or all names are merely shifted.
    Optional<SuggestedCause> explains(Set<Level> different) {
        if (lowestWrong.isEmpty() || different.isEmpty()) return Optional.empty();
        int wrong = lowestWrong.get().ordinal();
        boolean reaches = Collections.max(different).ordinal() >= wrong
                && Collections.min(different).ordinal() >= wrong - NEAR;
        return reaches ? explanation.filter(s -> s.cause() != Cause.C4A) : Optional.empty();
    }

    private static String what(Fault fault, List<@Nullable Level> names, List<Level> truth) {
        String of = fault.reference().stream().map(k -> truth.get(k).name()).collect(Collectors.joining(" and "));
        return switch (fault.cause()) {
            case C3A -> "one predicted body covers " + of + " of the reference";
            case C3B -> fault.predicted().size() + " predicted bodies lie in " + of + " of the reference";
            case C3C -> "no predicted body covers " + of + " of the reference";
            default -> {
                Level name = names.get(fault.predicted().getFirst());
                yield "a predicted body " + (name == null ? "without a name" : "named " + name)
                        + " lies where the reference has none";
            }
        };
    }

    /// "Of the reference's 8 bodies 2 are merged and 1 is missed."
    public String inWords() {
        List<String> parts = new ArrayList<>();
        if (merged > 0) parts.add(count(merged) + "merged");
        if (split > 0) parts.add(count(split) + "split");
        if (missed > 0) parts.add(count(missed) + "missed");
        String bodies = reference == 1 ? "Of the reference's one body" : "Of the reference's " + reference + " bodies";
        String own = parts.isEmpty()
                ? reference == 1 ? "The reference's one body has its match" : "Each of the reference's " + reference + " bodies has its match"
                : bodies + " " + (parts.size() == 1
                        ? parts.getFirst()
                        : String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.getLast());
        if (withoutReference == 0) return own + ".";
        return own + "; " + withoutReference + (withoutReference == 1 ? " predicted body lies" : " predicted bodies lie")
                + " where the reference has none.";
    }

    private static String count(int bodies) {
        return bodies == 1 ? "1 is " : bodies + " are ";
    }
}
