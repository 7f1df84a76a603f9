package org.levelread.pipeline;

import org.levelread.spine.SpineMaps;

/// What came of a file: a prediction, or the reason why it is no film that can be read.
public sealed interface FilmAnswer {
    /// @param maps what the prediction was made from
    record Answered(FilmPrediction prediction, SpineMaps maps, FineMaps fine) implements FilmAnswer {
        public FilmMasks masks() {
            return FilmMasks.of(prediction, fine);
        }
    }

    /// @param reason one sentence for the person who chose the file
    record Refused(String reason) implements FilmAnswer {}
}
