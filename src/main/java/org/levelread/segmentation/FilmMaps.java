package org.levelread.segmentation;

import org.jspecify.annotations.Nullable;
import org.levelread.imaging.GrayMap;

/// Probabilities in [0, 1] on one common grid that covers the whole film, but for the fine ones, each on the grid of its own
/// net.
///
/// @param bodies vertebral bodies, L6 to T1
/// @param cores the inner part of each body
/// @param s1Body the body of S1
/// @param instrumentation spinal hardware; where its net has a finer grid, the largest probability in each pixel, where all
///     others are means
/// @param thoracic bodies that bear ribs; null where the net for vertebrae has no such output
/// @param grey the film on the grid, 0 to 65535, dense is bright
/// @param vertebraeMillis time of the vertebra net, with the film's normalisation
public record FilmMaps(
        GrayMap bodies,
        GrayMap cores,
        GrayMap sacrum,
        GrayMap s1Body,
        GrayMap instrumentation,
        @Nullable GrayMap thoracic,
        GrayMap grey,
        GrayMap fineBodies,
        GrayMap fineSacrum,
        GrayMap fineInstrumentation,
        double vertebraeMillis,
        double sacrumMillis,
        double instrumentationMillis) {}
