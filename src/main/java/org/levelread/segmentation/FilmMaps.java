package org.levelread.segmentation;

import org.levelread.imaging.GrayMap;

/// Probabilities in [0, 1] on one common grid that covers the whole film.
///
/// @param bodies vertebral bodies, L6 to T1
/// @param cores the inner part of each body
/// @param s1Body the body of S1
/// @param vertebraeMillis time of the vertebra net, with the film's normalisation
public record FilmMaps(
        GrayMap bodies,
        GrayMap cores,
        GrayMap sacrum,
        GrayMap s1Body,
        GrayMap instrumentation,
        double vertebraeMillis,
        double sacrumMillis,
        double instrumentationMillis) {}
