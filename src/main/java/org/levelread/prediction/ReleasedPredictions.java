package org.levelread.prediction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.levelread.imaging.Polygon;
import org.levelread.reading.Aid;
import org.levelread.reading.ReadingLevel;
import org.levelread.reading.Shown;
import org.levelread.reading.Shown.Outline;
import org.levelread.spine.Level;
import org.levelread.spine.LevelFinding;
import org.springframework.stereotype.Component;

/// The newest finished prediction of a film, as the reading room shows it in an aided arm. That room asks only where its
/// protocol lets the reader see it.
@Component
class ReleasedPredictions implements Aid {
    private final RunStore runs;

    ReleasedPredictions(RunStore runs) {
        this.runs = runs;
    }

    @Override
    public Optional<Shown> of(UUID filmId) {
        return runs.latest(filmId)
                .filter(run -> run.state() == RunState.DONE && run.result() != null)
                .map(run -> shown(PredictedFilm.parse(run.result())));
    }

    private static Shown shown(PredictedFilm film) {
        List<ReadingLevel> labels = new ArrayList<>();
        for (LevelFinding finding : film.levels()) {
            if (film.determinable() && finding.level() != null) {
                labels.add(new ReadingLevel(
                        finding.level(), finding.centroid().x(), finding.centroid().y(), finding.instrumented()));
            }
        }
        return new Shown(
                film.models().entrySet().stream()
                        .map(model -> model.getKey() + " " + model.getValue())
                        .collect(Collectors.joining(", ")),
                List.of(
                        outline("vertebrae", "Vertebrae", "#4cc9f0", film.levels().stream().map(LevelFinding::polygon).toList()),
                        outline("sacrum", "Sacrum", "#7ae582", List.of(film.sacrum().polygon())),
                        outline("instrumentation", "Instrumentation", "#ffb84d", film.instrumentation().polygons())),
                labels,
                said(film));
    }

    private static String said(PredictedFilm film) {
        if (!film.determinable()) return "The model cannot tell the levels: " + film.reason();
        if (film.instrumentedLevels().isEmpty()) return "The model sees no instrumented level.";
        return "The model sees hardware in "
                + film.instrumentedLevels().stream().map(Level::name).collect(Collectors.joining(", ")) + ".";
    }

    private static Outline outline(String id, String name, String color, List<Polygon> polygons) {
        return new Outline(
                id,
                name,
                color,
                polygons.stream()
                        .map(polygon -> polygon.points().stream()
                                .map(point -> new double[] {point.x(), point.y()})
                                .toList())
                        .toList());
    }
}
