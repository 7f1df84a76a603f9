package org.levelread.analysis;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.levelread.imaging.Mask;
import org.levelread.slicer.Segment;
import org.levelread.slicer.SlicerSegmentation;
import org.levelread.spine.Level;

/// The named segments of a reference, joined to what the three nets outline.
final class ReferenceMasks {
    private ReferenceMasks() {}

    /// Returns a mask for every structure; an empty one where the reference shows none of it.
    ///
    /// L6 to T1 are vertebrae, "Sacrum" and "S1" the sacrum; "Exposed field" is no structure; all else is hardware.
    static Map<Structure, Mask> of(SlicerSegmentation segmentation) {
        Map<Structure, Mask> masks = new EnumMap<>(Structure.class);
        for (Structure structure : Structure.values()) {
            masks.put(structure, new Mask(segmentation.width(), segmentation.height()));
        }
        for (Segment segment : segmentation.segments()) {
            structure(segment.name()).ifPresent(structure -> join(masks.get(structure), segment.mask()));
        }
        return masks;
    }

    private static Optional<Structure> structure(String segment) {
        if (segment.equals("Exposed field")) return Optional.empty();
        if (segment.equals("Sacrum") || segment.equals("S1")) return Optional.of(Structure.SACRUM);
        return Optional.of(Level.parse(segment).isPresent() ? Structure.VERTEBRAE : Structure.INSTRUMENTATION);
    }

    private static void join(Mask whole, Mask part) {
        for (int i = 0; i < whole.values().length; i++) {
            if (part.values()[i] != 0) whole.values()[i] = 1;
        }
    }
}
