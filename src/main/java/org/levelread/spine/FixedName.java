package org.levelread.spine;

import org.levelread.imaging.Point;

/// What a user knows better: the body at this place of the film has this name, and the others follow from it.
///
/// @param at in film pixels; the nearest body found is meant
public record FixedName(Point at, Level level) {
    public FixedName {
        if (level == Level.S1) {
            throw new IllegalArgumentException("S1 is no free vertebra: fix the name of a body above it");
        }
    }
}
