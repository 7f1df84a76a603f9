package org.levelread.analysis;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.levelread.analysis.AnswerOnFilm.NamedPlace;
import org.levelread.imaging.Point;
import org.levelread.prediction.PredictedFilm;
import org.levelread.prediction.PredictionRun;
import org.levelread.reading.Answer;
import org.levelread.reading.FilmQuality;
import org.levelread.reading.Reading;
import org.levelread.reading.ReadingLevel;
import org.levelread.reference.FilmReference;
import org.levelread.reference.ReferenceLevel;
import org.levelread.spine.Level;
import org.levelread.spine.LevelFinding;
import org.levelread.spine.SacrumFinding;

/// The answers of the rooms, brought to one form.
final class Answers {
    private Answers() {}

    /// @param run that is done
    static ModelAnswer model(PredictionRun run) {
        PredictedFilm film = parsed(run);
        Set<Level> seen = EnumSet.noneOf(Level.class);
        seen.addAll(film.named());
        if (film.sacrum().visible()) seen.add(Level.S1);
        LevelAnswer levels =
                film.determinable() ? LevelAnswer.of(seen, film.instrumentedLevels()) : LevelAnswer.notDeterminable();
        return new ModelAnswer(
                levels,
                film.models(),
                Optional.ofNullable(film.reason()),
                film.flags(),
                confidence(film),
                film.determinable() ? certainty(film) : Map.of());
    }

    /// names of the run's bodies from the lowest up, null for none; none at all where the film is not determinable
    static List<@Nullable Level> names(PredictionRun run) {
        PredictedFilm film = parsed(run);
        return film.levels().stream()
                .<@Nullable Level>map(finding -> film.determinable() ? finding.level() : null)
                .toList();
    }

    private static Map<Level, Double> certainty(PredictedFilm film) {
        Map<Level, Double> certainty = new EnumMap<>(Level.class);
        if (film.sacrum().visible()) certainty.put(Level.S1, film.sacrum().confidence());
        for (LevelFinding finding : film.levels()) {
            if (finding.level() != null) certainty.put(finding.level(), finding.confidence());
        }
        return certainty;
    }

    /// a film is named rightly only where its weakest part is
    private static Optional<Double> confidence(PredictedFilm film) {
        if (!film.determinable() || film.named().isEmpty()) return Optional.empty();
        DoubleStream levels = film.levels().stream()
                .filter(finding -> finding.level() != null)
                .mapToDouble(LevelFinding::confidence);
        DoubleStream sacrum =
                film.sacrum().visible() ? DoubleStream.of(film.sacrum().confidence()) : DoubleStream.empty();
        return Optional.of(DoubleStream.concat(levels, sacrum).min().orElseThrow());
    }

    static ReaderAnswer reader(Reading reading, String code) {
        Answer answer = reading.answer();
        LevelAnswer levels = answer.determinable()
                ? LevelAnswer.of(
                        answer.levels().stream().map(ReadingLevel::level).toList(), answer.instrumented())
                : LevelAnswer.notDeterminable();
        FilmQuality quality = answer.quality();
        return new ReaderAnswer(
                code,
                levels,
                reading.activeMs() / 1000.0,
                reading.orderIndex(),
                Optional.ofNullable(quality).map(q -> q.name().toLowerCase(Locale.ROOT)),
                answer.determinable() ? confidence(answer) : Map.of());
    }

    private static Map<Level, Integer> confidence(Answer answer) {
        Map<Level, Integer> confidence = new EnumMap<>(Level.class);
        for (ReadingLevel named : answer.levels()) {
            if (named.confidence() != null) confidence.put(named.level(), named.confidence());
        }
        return confidence;
    }

    static LevelAnswer reference(FilmReference reference) {
        if (!reference.determinable()) return LevelAnswer.notDeterminable();
        return LevelAnswer.of(
                reference.levels().stream().map(ReferenceLevel::level).toList(), reference.instrumented());
    }

    static AnswerOnFilm modelOnFilm(PredictionRun run) {
        PredictedFilm film = parsed(run);
        List<NamedPlace> places = film.levels().stream()
                .flatMap(finding -> Optional.ofNullable(finding.level()).stream()
                        .map(level -> new NamedPlace(
                                level,
                                finding.centroid().x(),
                                finding.centroid().y(),
                                finding.instrumented())))
                .collect(Collectors.toList());
        SacrumFinding.Endplate endplate = film.sacrum().endplate();
        if (film.determinable() && endplate != null) {
            Point middle = middle(List.of(endplate.left(), endplate.right()));
            places.addFirst(new NamedPlace(
                    Level.S1, middle.x(), middle.y(), film.instrumentedLevels().contains(Level.S1)));
        }
        return new AnswerOnFilm(AgreementReport.MODEL, film.determinable(), places, Optional.ofNullable(film.reason()));
    }

    static AnswerOnFilm readerOnFilm(Reading reading, String code) {
        Answer answer = reading.answer();
        List<NamedPlace> places = answer.levels().stream()
                .map(level -> new NamedPlace(level.level(), level.x(), level.y(), level.instrumented()))
                .toList();
        Optional<String> reason = answer.determinable() ? Optional.empty() : Optional.of(answer.reason());
        return new AnswerOnFilm(code, answer.determinable(), places, reason);
    }

    /// levels without an outline have no place
    static AnswerOnFilm referenceOnFilm(FilmReference reference) {
        List<NamedPlace> places = reference.levels().stream()
                .filter(level -> !level.corners().isEmpty())
                .map(level -> {
                    Point middle = middle(level.corners());
                    return new NamedPlace(
                            level.level(),
                            middle.x(),
                            middle.y(),
                            reference.instrumented().contains(level.level()));
                })
                .sorted(Comparator.comparing(NamedPlace::level))
                .toList();
        return new AnswerOnFilm(FilmComparison.REFERENCE, reference.determinable(), places, Optional.empty());
    }

    private static PredictedFilm parsed(PredictionRun run) {
        return PredictedFilm.parse(String.valueOf(run.result()));
    }

    private static Point middle(List<Point> points) {
        return new Point(
                points.stream().mapToDouble(Point::x).average().orElseThrow(),
                points.stream().mapToDouble(Point::y).average().orElseThrow());
    }
}
