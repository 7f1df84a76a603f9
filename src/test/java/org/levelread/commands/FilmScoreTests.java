package org.levelread.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.levelread.imaging.LabelMap;
import org.levelread.imaging.Mask;
import org.levelread.imaging.Point;
import org.levelread.imaging.Polygon;
import org.levelread.pipeline.FilmMasks;
import org.levelread.pipeline.FilmPrediction;
import org.levelread.pipeline.StageMillis;
import org.levelread.spine.InstrumentationFinding;
import org.levelread.spine.Level;
import org.levelread.spine.LevelFinding;
import org.levelread.spine.SacrumFinding;
import org.levelread.spine.SpineFindings;

class FilmScoreTests {
    private final LabelMap labels = new LabelMap(10, 40);
    private final Map<Level, Mask> bodies = new LinkedHashMap<>();

    private void predict(int label, int fromY, int toY) {
        for (int i = fromY * 10; i < toY * 10; i++) labels.values()[i] = label;
    }

    private void reference(Level level, int fromY, int toY) {
        Mask mask = new Mask(10, 40);
        for (int i = fromY * 10; i < toY * 10; i++) mask.values()[i] = 1;
        bodies.put(level, mask);
    }

    private FilmScore score(Set<Level> cut, List<Level> instrumented, Level... names) {
        Mask vertebrae = new Mask(10, 40);
        Mask predicted = new Mask(10, 40);
        for (int i = 0; i < 400; i++) {
            predicted.values()[i] = (byte) (labels.values()[i] > 0 ? 1 : 0);
            for (Mask m : bodies.values()) vertebrae.values()[i] |= m.values()[i];
        }
        List<LevelFinding> levels = java.util.Arrays.stream(names)
                .map(l -> new LevelFinding(l, Polygon.EMPTY, new Point(0, 0), 1, false))
                .toList();
        SpineFindings findings = new SpineFindings(
                levels,
                new SacrumFinding(true, Polygon.EMPTY, null, 1),
                new InstrumentationFinding(false, List.of()),
                instrumented,
                true,
                null,
                List.of(),
                labels);
        FilmPrediction prediction =
                new FilmPrediction(10, 40, findings, Map.of(), new StageMillis(0, 0, 0, 0, 0, 0, 0));
        Mask none = new Mask(10, 40);
        return FilmScore.of(
                "film",
                new DatasetFilm.Reference(vertebrae, none, none, bodies, cut, Set.of(Level.L4), true),
                prediction,
                new FilmMasks(predicted, none, none, labels));
    }

    @Test
    void countsFoundNamedAndSpuriousBodies() {
        reference(Level.L5, 30, 38);
        reference(Level.L4, 20, 28);
        reference(Level.L3, 10, 18);
        reference(Level.L2, 0, 4);
        predict(1, 30, 38);
        predict(2, 21, 29);
        predict(3, 18, 20);
        predict(4, 0, 4);
        FilmScore s = score(Set.of(Level.L2), List.of(Level.L4), Level.L5, Level.L3, null, Level.L2);
        assertThat(s.bodies()).isEqualTo(3);
        assertThat(s.found()).isEqualTo(2);
        assertThat(s.named()).isEqualTo(1);
        assertThat(s.misnamed()).isEqualTo(1);
        assertThat(s.spurious()).isEqualTo(1);
        assertThat(s.setExact()).isTrue();
        // 8 + 7 + 4 common rows, 28 in the reference, 22 predicted
        assertThat(s.vertebrae().dice()).isCloseTo(2. * 19 / (28 + 22), within(1e-12));
    }

    @Test
    void figuresCarryIntervalsFromDrawnFilms() {
        reference(Level.L5, 30, 38);
        predict(1, 30, 38);
        FilmScore right = score(Set.of(), List.of(), Level.L5);
        FilmScore wrong = score(Set.of(), List.of(Level.L4), Level.L4);
        DatasetScore score =
                new DatasetScore(List.of(right, right, wrong, right, FilmScore.refused("bad", "no film.")));
        var named = score.figures().get("bodies named right");
        assertThat(named.films()).isEqualTo(4);
        assertThat(named.value()).hasValue(.75);
        assertThat(named.interval().orElseThrow().lower()).isLessThan(.75);
        assertThat(named.interval().orElseThrow().upper()).isEqualTo(1);
        assertThat(score.figures().get("vertebrae Dice").value()).hasValue(1);
        assertThat(score.figures().get("sacrum Dice").films()).isZero();
        assertThat(score.inWords()).contains("5 films, 1 refused").contains("bodies named right");
        assertThat(score.json()).contains("\"bodies named right\":{\"films\":4,\"value\":0.75,");
        assertThat(EvaluateCommand.csv(List.of(right, FilmScore.refused("a,b", "no film."))))
                .contains("film,,1.0000,1.0000,1.0000,1,1,1,0,0,true,true,L4,")
                .contains("\"a,b\",no film.,");
    }

    @Test
    void secondFilmOfOneNameGetsANumber() {
        assertThat(PredictCommand.maskNames(
                        List.of(Path.of("a/film.png"), Path.of("b/film.dcm"), Path.of("c/film"), Path.of(".x"))))
                .containsExactly("film", "film-2", "film-3", ".x");
    }
}
