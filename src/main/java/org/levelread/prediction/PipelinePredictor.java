package org.levelread.prediction;

import jakarta.annotation.PreDestroy;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.levelread.cases.Film;
import org.levelread.imaging.Radiograph;
import org.levelread.pipeline.FilmAnswer;
import org.levelread.pipeline.FilmMasks;
import org.levelread.pipeline.FilmPipeline;
import org.levelread.pipeline.PredictionJson;
import org.levelread.protocol.Protocols;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Asks the pipeline, with the least confidence that the study's protocol sets. The nets are loaded with the first run, so that a server without models starts all the same.
@Component
class PipelinePredictor implements Predictor {
    private final Path models;
    private final JsonMapper json;
    private final Protocols protocols;
    private @Nullable FilmPipeline pipeline;

    PipelinePredictor(@Value("${levelread.models:models}") Path models, JsonMapper json, Protocols protocols) {
        this.models = models;
        this.json = json;
        this.protocols = protocols;
    }

    @Override
    public Predicted predict(Film film, Radiograph radiograph) throws PredictionFailed {
        FilmPipeline open = open();
        FilmAnswer.Answered answered = protocols
                .latest(film.studyId())
                .flatMap(version -> version.protocol().abstainBelow())
                .map(least -> open.analyse(radiograph, least))
                .orElseGet(() -> open.analyse(radiograph));
        FilmMasks masks = answered.masks();
        // the title, not the file's name: people put patients' names into that
        return new Predicted(
                PredictionJson.write(film.title(), answered.prediction()),
                json.writeValueAsString(open.models()),
                Map.of(
                        Structure.VERTEBRAE, masks.vertebrae(),
                        Structure.SACRUM, masks.sacrum(),
                        Structure.INSTRUMENTATION, masks.instrumentation()),
                masks.levels());
    }

    private synchronized FilmPipeline open() throws PredictionFailed {
        FilmPipeline found = pipeline;
        if (found != null) return found;
        try {
            return pipeline = FilmPipeline.open(models);
        } catch (IllegalArgumentException e) {
            // the cause, with the folder's path, is for the log and not for the page
            throw new PredictionFailed(
                    "The server's models are missing or damaged: once an administrator has installed them, run the film"
                            + " again.",
                    e);
        }
    }

    @PreDestroy
    synchronized void close() {
        if (pipeline != null) pipeline.close();
        pipeline = null;
    }
}
