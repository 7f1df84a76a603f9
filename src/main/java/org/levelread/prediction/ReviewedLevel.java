package org.levelread.prediction;

import org.levelread.spine.Level;

/// One level as the surgeon left it, in film pixels.
public record ReviewedLevel(Level level, double x, double y, boolean instrumented) {}
