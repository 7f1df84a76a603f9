package org.levelread.slicer;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.PixelSpacing;

/// The segments of one film, as 3D Slicer keeps them in a `.seg.nrrd` file.
public record SlicerSegmentation(
        int width, int height, @Nullable PixelSpacing spacing, List<Segment> segments) {
    public SlicerSegmentation {
        segments = List.copyOf(segments);
        for (Segment s : segments) {
            if (s.mask().width() != width || s.mask().height() != height) {
                throw new IllegalArgumentException("segment " + s.name() + " is "
                        + s.mask().width() + " x " + s.mask().height() + " pixels, the film " + width + " x " + height);
            }
        }
    }

    public Optional<Segment> segment(String name) {
        return segments.stream().filter(s -> s.name().equals(name)).findFirst();
    }
}
