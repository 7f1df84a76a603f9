package org.levelread.prediction;

import java.time.Clock;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.levelread.cases.Film;
import org.levelread.cases.Films;
import org.levelread.imaging.LabelMap;
import org.levelread.imaging.Mask;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionOperations;

/// Lets other rooms' tests have a film's waiting run executed.
public final class MadeRuns {
    private static final String RESULT = """
            {"film": "x", "width": %d, "height": %d,
             "levels": [{"level": "L5", "polygon": [[1,2],[3,4],[5,6]], "centroid": [3,4], "confidence": 0.9, "instrumented": true},
                        {"level": "L4", "polygon": [[1,2],[3,4],[5,6]], "centroid": [3,4], "confidence": 0.8, "instrumented": false}],
             "sacrum": {"visible": true, "polygon": [], "endplate": null, "confidence": 0.7},
             "instrumentation": {"present": true, "polygons": []}, "instrumentedLevels": ["L5"],
             "determinable": true, "reason": null, "flags": [], "models": {}, "millis": {}}""";

    private MadeRuns() {}

    /// by the shipped nets
    public static PredictionRun predict(ApplicationContext application, UUID filmId) {
        Predictions predictions = application.getBean(Predictions.class);
        application.getBean(RunExecution.class).execute(predictions.latest(filmId).orElseThrow().id());
        return predictions.latest(filmId).orElseThrow();
    }

    /// with noise for masks, at once
    public static PredictionRun pretend(ApplicationContext application, UUID filmId) {
        Predictions predictions = application.getBean(Predictions.class);
        new RunExecution(
                        application.getBean(RunStore.class),
                        application.getBean(Films.class),
                        (film, radiograph) -> noise(film),
                        application,
                        application.getBean(TransactionOperations.class),
                        Clock.systemUTC())
                .execute(predictions.latest(filmId).orElseThrow().id());
        return predictions.latest(filmId).orElseThrow();
    }

    private static Predictor.Predicted noise(Film film) {
        Random random = new Random(film.number());
        LabelMap levels = new LabelMap(film.width(), film.height());
        Mask metal = new Mask(film.width(), film.height());
        for (int i = 0; i < levels.values().length; i++) {
            levels.values()[i] = random.nextInt(3);
            metal.values()[i] = (byte) random.nextInt(2);
        }
        return new Predictor.Predicted(
                RESULT.formatted(film.width(), film.height()),
                "{}",
                Map.of(Structure.INSTRUMENTATION, metal),
                levels);
    }
}
