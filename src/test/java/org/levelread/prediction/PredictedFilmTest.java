package org.levelread.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.levelread.imaging.Point;
import org.levelread.spine.Cause;
import org.levelread.spine.Level;
import org.levelread.spine.SacrumFinding.Endplate;

class PredictedFilmTest {
    @Test
    void readsTheLineThatPredictPrints() {
        PredictedFilm film = PredictedFilm.parse("""
                {"film": "a.png", "width": 400, "height": 900,
                 "levels": [{"level": "L5", "polygon": [[1,2],[3,4.5],[5,6]], "centroid": [3,4], "confidence": 0.875,
                             "instrumented": true},
                            {"level": "L4", "polygon": [], "centroid": [3,1], "confidence": 0.5, "instrumented": false}],
                 "sacrum": {"visible": true, "polygon": [[9,9],[8,9],[8,8]], "endplate": [[7,7],[9,7]], "confidence": 0.75},
                 "instrumentation": {"present": true, "polygons": [[[0,0],[1,0],[1,1]]]},
                 "instrumentedLevels": ["S1", "L5"], "determinable": true, "reason": null,
                 "flags": [{"code": "C1b", "evidence": "T11 touches the upper border.", "confidence": 0.25}],
                 "models": {"vertebrae": "v1", "sacrum": {"version": 2}},
                 "millis": {"total": 99.5, "decode": 12}}""");

        assertThat(film.width()).isEqualTo(400);
        assertThat(film.named()).containsExactly(Level.L5, Level.L4);
        assertThat(film.levels().getFirst().polygon().points()).contains(new Point(3, 4.5));
        assertThat(film.levels().getFirst().confidence()).isEqualTo(0.875);
        assertThat(film.levels().getFirst().instrumented()).isTrue();
        assertThat(film.sacrum().endplate()).isEqualTo(new Endplate(new Point(7, 7), new Point(9, 7)));
        assertThat(film.instrumentation().polygons()).hasSize(1);
        assertThat(film.instrumentedLevels()).containsExactly(Level.S1, Level.L5);
        assertThat(film.reason()).isNull();
        assertThat(film.flags())
                .singleElement()
                .satisfies(f -> assertThat(f.cause()).isEqualTo(Cause.C1B));
        assertThat(film.models()).containsEntry("vertebrae", "v1").containsEntry("sacrum", "{\"version\":2}");
        assertThat(film.millis().sequencedKeySet()).containsExactly("decode", "total");
    }

    @Test
    void bodiesWithoutANameStayWithoutOne() {
        PredictedFilm film = PredictedFilm.parse("""
                {"film": "a", "width": 10, "height": 10,
                 "levels": [{"level": null, "polygon": [], "centroid": [3,4], "confidence": 1, "instrumented": false}],
                 "sacrum": {"visible": false, "polygon": [], "endplate": null, "confidence": 0},
                 "instrumentation": {"present": false, "polygons": []}, "instrumentedLevels": [],
                 "determinable": false, "reason": "The sacrum is not in view.", "flags": [], "models": {}, "millis": {}}""");

        assertThat(film.named()).isEmpty();
        assertThat(film.levels()).hasSize(1);
        assertThat(film.reason()).isEqualTo("The sacrum is not in view.");
        assertThat(film.sacrum().endplate()).isNull();
    }

    @Test
    void refusesARefusalAndAnythingElse() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PredictedFilm.parse("{\"film\": \"x\", \"refused\": \"the file is empty\"}"))
                .withMessage("the film was refused: the file is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PredictedFilm.parse("{\"width\": 3}"))
                .withMessage("a prediction without \"height\"");
    }
}
