package org.levelread.pipeline;

import org.levelread.imaging.GrayMap;
import org.levelread.spine.SpineMaps;

/// What came of a file: a prediction, or the reason why it is no film that can be read.
public sealed interface FilmAnswer {
    /// @param maps what the prediction was made from
    /// @param hardware probability of hardware on the grid of its own net, which may be finer than that of `maps`
    record Answered(FilmPrediction prediction, SpineMaps maps, GrayMap hardware) implements FilmAnswer {
        public FilmMasks masks() {
            return FilmMasks.of(prediction, maps, hardware);
        }
    }

    /// @param reason one sentence for the person who chose the file
    record Refused(String reason) implements FilmAnswer {}
}
