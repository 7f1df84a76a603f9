package org.levelread.spine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The construct as surgeons say it. Without levels where there is no hardware or the levels have no names.
///
/// @param upper upper instrumented vertebra
/// @param lower lower instrumented vertebra, S1 included
/// @param levels how many levels are instrumented
/// @param skipped levels between the two without hardware of their own, from the lowest up
/// @param pelvis whether hardware goes on below S1, as screws into the ilium do
/// @param leaves borders of the film that the construct reaches: it may go on outside
/// @param components each piece of hardware on the spine
/// @param evidence a sentence for each instrumented level
/// @param confidence that exactly these levels are instrumented, also where they are none: calibrated on rendered films, see
///     [Calibration], in [0, 1]; 0 where the levels have no names
/// @param setEvidence what that was computed from, in the order of [Calibration#SET_FEATURES]
public record Construct(
        @Nullable Level upper,
        @Nullable Level lower,
        int levels,
        List<Level> skipped,
        boolean pelvis,
        Set<Border> leaves,
        List<HardwareComponent> components,
        List<LevelEvidence> evidence,
        double confidence,
        List<Double> setEvidence) {
    public static final Construct NONE =
            new Construct(null, null, 0, List.of(), false, Set.of(), List.of(), List.of(), 0, List.of());

    /// A border of the film.
    public enum Border {
        TOP,
        SIDE,
        BOTTOM
    }

    /// Why one level counts.
    ///
    /// @param confidence that hardware is fixed in this body and that its name is right, in [0, 1]
    public record LevelEvidence(Level level, String evidence, double confidence) {}

    public Construct {
        skipped = List.copyOf(skipped);
        leaves = leaves.isEmpty() ? Set.of() : java.util.Collections.unmodifiableSet(EnumSet.copyOf(leaves));
        components = List.copyOf(components);
        evidence = List.copyOf(evidence);
        setEvidence = List.copyOf(setEvidence);
    }

    /// the same with what is known of the set as a whole
    Construct with(double certain, List<Double> known) {
        return new Construct(
                upper, lower, levels, skipped, pelvis, leaves, components, evidence, certain, known);
    }

    /// @param instrumented from the lowest up
    /// @param column the names on the film from S1 up
    static Construct of(
            List<Level> instrumented,
            List<Level> column,
            boolean pelvis,
            Set<Border> leaves,
            List<HardwareComponent> components,
            List<LevelEvidence> evidence) {
        if (instrumented.isEmpty()) {
            return new Construct(null, null, 0, List.of(), pelvis, leaves, components, evidence, 0, List.of());
        }
        List<Level> sorted = new ArrayList<>(instrumented);
        sorted.sort(Comparator.comparingInt(column::indexOf));
        List<Level> skipped = new ArrayList<>();
        for (int i = column.indexOf(sorted.getFirst()); i <= column.indexOf(sorted.getLast()); i++)
            if (!instrumented.contains(column.get(i))) skipped.add(column.get(i));
        return new Construct(
                sorted.getLast(),
                sorted.getFirst(),
                instrumented.size(),
                skipped,
                pelvis,
                leaves,
                components,
                evidence,
                0,
                List.of());
    }
}
