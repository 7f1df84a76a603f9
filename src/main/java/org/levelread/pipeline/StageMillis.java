package org.levelread.pipeline;

/// How long each stage of one prediction took, in milliseconds.
///
/// @param decode from the file to pixels; 0 where the film was handed over as pixels
/// @param watershed splitting the bodies
/// @param levels numbering, hardware and flags
/// @param total all of it, with what lies between
public record StageMillis(
        double decode,
        double vertebrae,
        double sacrum,
        double instrumentation,
        double watershed,
        double levels,
        double total) {}
