package org.levelread.spine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.LabelMap;

/// What was found on one film.
///
/// @param levels vertebral bodies from the lowest up; all names are null where the film is not determinable
/// @param instrumentedLevels from the lowest up, S1 included; empty where not determinable
/// @param reason why not determinable, one sentence; null where determinable
/// @param bodies body k of `levels` as label k + 1, on the grid of the maps
/// @param numbering how sure the names are and what else they could be
/// @param construct the hardware piece by piece, and the construct as a whole
/// @param geometry angles, discs and slips
public record SpineFindings(
        List<LevelFinding> levels,
        SacrumFinding sacrum,
        InstrumentationFinding instrumentation,
        List<Level> instrumentedLevels,
        boolean determinable,
        @Nullable String reason,
        List<Flag> flags,
        LabelMap bodies,
        Numbering numbering,
        Construct construct,
        SpineGeometry geometry) {
    public SpineFindings {
        levels = List.copyOf(levels);
        instrumentedLevels = List.copyOf(instrumentedLevels);
        flags = List.copyOf(flags);
    }

    /// of findings without confidence, construct and geometry
    public SpineFindings(
            List<LevelFinding> levels,
            SacrumFinding sacrum,
            InstrumentationFinding instrumentation,
            List<Level> instrumentedLevels,
            boolean determinable,
            @Nullable String reason,
            List<Flag> flags,
            LabelMap bodies) {
        this(
                levels,
                sacrum,
                instrumentation,
                instrumentedLevels,
                determinable,
                reason,
                flags,
                bodies,
                Numbering.UNKNOWN,
                Construct.NONE,
                SpineGeometry.NONE);
    }
}
