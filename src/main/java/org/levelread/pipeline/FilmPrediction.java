package org.levelread.pipeline;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.levelread.spine.SpineFindings;

/// What the pipeline says about one film.
///
/// @param width of the film in pixels
/// @param height of the film in pixels
/// @param models name of each net to its version
public record FilmPrediction(
        int width, int height, SpineFindings findings, Map<String, String> models, StageMillis millis) {
    public FilmPrediction {
        models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
    }
}
