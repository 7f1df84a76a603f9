package org.levelread.slicer;

import org.levelread.imaging.Mask;

/// One named segment of a film; segments may overlap.
public record Segment(String name, Mask mask) {}
