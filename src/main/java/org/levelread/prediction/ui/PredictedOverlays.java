package org.levelread.prediction.ui;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.Point;
import org.levelread.imaging.Polygon;
import org.levelread.prediction.PredictedFilm;
import org.levelread.prediction.ReviewedLevel;
import org.levelread.spine.Level;
import org.levelread.spine.LevelFinding;
import org.levelread.spine.SacrumFinding;
import org.levelread.viewer.FilmLabel;
import org.levelread.viewer.Overlay;

/// A prediction as the viewer draws it: three overlays and the names with their confidence.
final class PredictedOverlays {
    private PredictedOverlays() {}

    static List<Overlay> of(PredictedFilm film) {
        List<Polygon> bodies = film.levels().stream().map(LevelFinding::polygon).toList();
        return List.of(
                overlay("vertebrae", "Vertebrae", Overlay.VERTEBRAE_COLOR, bodies),
                overlay(
                        "sacrum",
                        "Sacrum",
                        Overlay.SACRUM_COLOR,
                        List.of(film.sacrum().polygon())),
                overlay(
                        "instrumentation",
                        "Instrumentation",
                        Overlay.INSTRUMENTATION_COLOR,
                        film.instrumentation().polygons()));
    }

    /// the named levels with their confidence, from the lowest up
    static List<FilmLabel> labels(PredictedFilm film) {
        List<FilmLabel> labels = new ArrayList<>();
        Point s1 = s1(film.sacrum());
        if (film.determinable() && s1 != null) {
            boolean instrumented = film.instrumentedLevels().contains(Level.S1);
            labels.add(label(Level.S1, s1, instrumented, film.sacrum().confidence()));
        }
        for (LevelFinding finding : film.levels()) {
            Level level = finding.level();
            if (level == null || level == Level.S1) continue;
            labels.add(label(level, finding.centroid(), finding.instrumented(), finding.confidence()));
        }
        return labels;
    }

    /// the bodies under other names; S1 stays where it was
    ///
    /// @param names one a body, from the lowest up
    static List<FilmLabel> renamed(List<FilmLabel> labels, List<LevelFinding> bodies, List<Level> names) {
        List<FilmLabel> renamed = new ArrayList<>(
                labels.stream().filter(l -> l.level().equals("S1")).toList());
        for (int i = 0; i < bodies.size(); i++) {
            Point at = bodies.get(i).centroid();
            renamed.add(new FilmLabel(
                    names.get(i).name(),
                    Math.max(0, at.x()),
                    Math.max(0, at.y()),
                    bodies.get(i).instrumented()));
        }
        return renamed;
    }

    static List<ReviewedLevel> reviewed(List<FilmLabel> labels) {
        return labels.stream()
                .map(label ->
                        new ReviewedLevel(Level.valueOf(label.level()), label.x(), label.y(), label.instrumented()))
                .toList();
    }

    /// a place on S1: the middle of its upper endplate, or of the sacrum's outline
    private static @Nullable Point s1(SacrumFinding sacrum) {
        if (!sacrum.visible()) return null;
        SacrumFinding.Endplate endplate = sacrum.endplate();
        List<Point> outline = endplate == null ? sacrum.polygon().points() : List.of(endplate.left(), endplate.right());
        if (outline.isEmpty()) return null;
        double x = outline.stream().mapToDouble(Point::x).average().orElseThrow();
        double y = outline.stream().mapToDouble(Point::y).average().orElseThrow();
        return new Point(x, y);
    }

    private static FilmLabel label(Level level, Point at, boolean instrumented, double confidence) {
        return new FilmLabel(
                level.name(), Math.max(0, at.x()), Math.max(0, at.y()), instrumented, Math.clamp(confidence, 0, 1));
    }

    private static Overlay overlay(String id, String name, String color, List<Polygon> polygons) {
        return new Overlay(
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
