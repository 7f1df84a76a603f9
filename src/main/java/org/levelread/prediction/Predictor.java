package org.levelread.prediction;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.levelread.cases.Film;
import org.levelread.imaging.LabelMap;
import org.levelread.imaging.Mask;
import org.levelread.imaging.Radiograph;

/// The pipeline as this room needs it.
interface Predictor {
    /// @throws PredictionFailed where there can be no answer, with a sentence for the user
    Predicted predict(Film film, Radiograph radiograph) throws PredictionFailed;

    /// @param result JSON object as `levelread predict --json` prints it
    /// @param models JSON object of the models' names and versions
    /// @param masks on the film's grid
    /// @param levels body k of the result's levels as k + 1, on the film's grid; null where bodies are not told apart
    record Predicted(String result, String models, Map<Structure, Mask> masks, @Nullable LabelMap levels) {
        public Predicted {
            masks = Map.copyOf(masks);
        }

        Predicted(String result, String models, Map<Structure, Mask> masks) {
            this(result, models, masks, null);
        }
    }
}
