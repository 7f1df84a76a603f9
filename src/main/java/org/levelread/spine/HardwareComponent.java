package org.levelread.spine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.Polygon;

/// One piece of hardware with the levels it is fixed in.
///
/// @param outline in film pixels
/// @param levels those it counts for, from the lowest up: one for a screw, both neighbours for a cage, none for a
///     rod; empty where the levels have no names
/// @param evidence one sentence with the geometry that decided
/// @param confidence that it is what it is said to be, in [0, 1]: mean probability of its pixels times how clear its
///     geometry is; not calibrated
public record HardwareComponent(Kind kind, Polygon outline, List<Level> levels, String evidence, double confidence) {
    /// What a piece is.
    public enum Kind {
        SCREW,
        ROD,
        CAGE,
        OTHER
    }

    public HardwareComponent {
        levels = List.copyOf(levels);
    }

    /// What the piece is in the room: bodies by their number in the chain, S1 as -1.
    record Matched(Kind kind, int label, List<Integer> bodies, String evidence, double confidence) {}

    static @Nullable Level name(int body, @Nullable Level[] names) {
        return body < 0 ? Level.S1 : names[body];
    }
}
