package org.levelread.slicer;

import org.jspecify.annotations.Nullable;
import org.levelread.imaging.Mask;

/// One named segment of a film; segments may overlap.
///
/// @param id Slicer's own name for it; null: numbered when it is written
/// @param colour "0.90 0.10 0.29", red, green and blue from 0 to 1; null: chosen when it is written
/// @param tags as Slicer keeps them, `name:value|name:value|`: the terminology and the state of the work among them
public record Segment(
        String name,
        Mask mask,
        @Nullable String id,
        @Nullable String colour,
        String tags) {
    public Segment {
        if (tags.contains("\n"))
            throw new IllegalArgumentException("the tags of segment " + name + " hold a line break");
    }

    public Segment(String name, Mask mask) {
        this(name, mask, null, null, "|");
    }
}
