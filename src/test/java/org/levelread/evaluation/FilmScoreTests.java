package org.levelread.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.levelread.imaging.LabelMap;
import org.levelread.imaging.Mask;
import org.levelread.imaging.PixelSpacing;
import org.levelread.imaging.Point;
import org.levelread.imaging.Polygon;
import org.levelread.imaging.Radiograph;
import org.levelread.pipeline.FilmMasks;
import org.levelread.pipeline.FilmPrediction;
import org.levelread.pipeline.StageMillis;
import org.levelread.spine.Cause;
import org.levelread.spine.Flag;
import org.levelread.spine.InstrumentationFinding;
import org.levelread.spine.Level;
import org.levelread.spine.LevelFinding;
import org.levelread.spine.SacrumFinding;
import org.levelread.spine.SpineFindings;
import org.levelread.statistics.Interval;
import tools.jackson.databind.JsonNode;

class FilmScoreTests {
    private final LabelMap labels = new LabelMap(10, 40);
    private final Map<Level, Mask> bodies = new LinkedHashMap<>();
    private PixelSpacing spacing;
    private Traits traits = new Traits(false, "routine", "remus", List.of(), "five lumbar");
    private List<Flag> flags = List.of();
    private boolean determinable = true;
    private int made;

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
        FilmPrediction prediction = prediction(instrumented, names);
        Mask none = new Mask(10, 40);
        return FilmScore.of(
                "film " + ++made,
                new DatasetFilm.Reference(vertebrae, none, none, bodies, cut, Set.of(Level.L4), true, spacing, traits),
                prediction,
                new FilmMasks(predicted, none, none, labels),
                Tolerance.USUAL);
    }

    private FilmPrediction prediction(List<Level> instrumented, Level... names) {
        List<LevelFinding> levels = java.util.Arrays.stream(names)
                .map(l -> new LevelFinding(l, Polygon.EMPTY, new Point(0, 0), 1, false))
                .toList();
        SpineFindings findings = new SpineFindings(
                levels,
                new SacrumFinding(true, Polygon.EMPTY, null, 1),
                new InstrumentationFinding(false, List.of()),
                instrumented,
                determinable,
                null,
                flags,
                labels);
        return new FilmPrediction(10, 40, findings, Map.of(), new StageMillis(0, 0, 0, 0, 0, 0, 0));
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
                new DatasetScore(List.of(right, right, wrong, right, FilmScore.refused("bad", Traits.UNKNOWN, "no film.")));
        var named = score.figures().get("bodies named right");
        assertThat(named.films()).isEqualTo(4);
        assertThat(named.value()).hasValue(.75);
        assertThat(named.interval().orElseThrow().lower()).isLessThan(.75);
        assertThat(named.interval().orElseThrow().upper()).isEqualTo(1);
        assertThat(score.figures().get("vertebrae Dice").value()).hasValue(1);
        assertThat(score.figures().get("sacrum Dice").films()).isZero();
        assertThat(score.inWords()).contains("5 films, 1 refused").contains("bodies named right");
        JsonNode json = EvaluationText.parse(score.json("some films", Map.of("vertebrae", "1")));
        JsonNode figure = json.path("figures").path("bodies named right");
        assertThat(figure.path("films").asInt()).isEqualTo(4);
        assertThat(figure.path("value").asDouble()).isEqualTo(.75);
        assertThat(figure.path("interval").get(1).asDouble()).isEqualTo(1);
        assertThat(json.path("groups").path("part").path("routine").path("films").asInt())
                .isEqualTo(4);
        assertThat(EvaluationText.markdown(json))
                .contains("(vertebrae 1) on some films: 5 films, 1 refused")
                .contains("| figure | all films | routine (4) |")
                .containsPattern("\\| bodies named right \\| 0.750 \\[0\\.\\d+, 1.000\\] \\|");
    }

    @Test
    void filmsOfOnePatientAreDrawnTogether() {
        reference(Level.L5, 30, 38);
        predict(1, 30, 38);
        List<FilmScore> films = new ArrayList<>();
        for (int i = 0; i < 40; i++) films.add(score(Set.of(), List.of(), i % 4 == 0 ? Level.L4 : Level.L5));
        List<FilmScore> twice = new ArrayList<>(films);
        twice.addAll(films);
        Interval once = named(new DatasetScore(films));
        // each film twice says no more than each film once
        assertThat(named(new DatasetScore(twice))).isEqualTo(once);
        DatasetScore one = new DatasetScore(films, Tolerance.USUAL, film -> "the only patient");
        assertThat(one.figures().get("bodies named right").value()).hasValue(.75);
        assertThat(one.figures().get("bodies named right").interval()).isEmpty();
    }

    private static Interval named(DatasetScore score) {
        return score.figures().get("bodies named right").interval().orElseThrow();
    }

    @Test
    void distancesAreInMillimetresWhereTheScaleIsKnown() {
        // one row too low: in columns of 10 the boundary's ends lie one row apart
        reference(Level.L5, 30, 38);
        predict(1, 31, 39);
        FilmScore pixels = score(Set.of(), List.of(), Level.L5);
        assertThat(pixels.inMillimetres()).isFalse();
        assertThat(pixels.vertebrae().hd95()).hasValue(1);
        assertThat(pixels.instances().getFirst().mask()).isEqualTo(pixels.vertebrae());
        spacing = new PixelSpacing(3, 3, PixelSpacing.Origin.DETECTOR);
        FilmScore millimetres = score(Set.of(), List.of(), Level.L5);
        assertThat(millimetres.vertebrae().hd95()).hasValue(3);
        // 2 mm allow no pixel: only what lies on both boundaries counts
        assertThat(pixels.vertebrae().surfaceDice()).hasValue(1);
        assertThat(millimetres.vertebrae().surfaceDice().orElseThrow()).isLessThan(.7);
        Map<String, DatasetScore.Figure> figures = new DatasetScore(List.of(pixels, millimetres)).figures();
        assertThat(figures.get("found bodies HD95, mm").value()).hasValue(3);
        assertThat(figures.get("found bodies HD95, pixels").value()).hasValue(1);
        assertThat(figures.get("vertebrae HD95, mm").films()).isEqualTo(1);
    }

    @Test
    void aMissedBodyHasNoDistanceAndCountsAsDiceZeroWhereThatIsSaid() {
        reference(Level.L5, 30, 38);
        reference(Level.L4, 20, 28);
        predict(1, 30, 38);
        Map<String, DatasetScore.Figure> figures =
                new DatasetScore(List.of(score(Set.of(), List.of(), Level.L5))).figures();
        assertThat(figures.get("found bodies Dice").value()).hasValue(1);
        assertThat(figures.get("bodies Dice, missed ones 0").value()).hasValue(.5);
        assertThat(figures.get("found bodies HD95, pixels").value()).hasValue(0);
    }

    @Test
    void aFrontalFilmIsAskedForNothingButThatItIsOne() {
        traits = new Traits(true, "routine", "remus", List.of(), "five lumbar");
        predict(1, 30, 38);
        FilmScore read = score(Set.of(), List.of(Level.L5), Level.L5);
        determinable = false;
        flags = List.of(new Flag(Cause.C2D, "one body in line", .8));
        FilmScore refused = score(Set.of(), List.of(), (Level) null);
        Map<String, DatasetScore.Figure> figures = new DatasetScore(List.of(read, refused)).figures();
        assertThat(figures.get("frontal films answered as wrong view").value()).hasValue(.5);
        assertThat(figures.get("frontal films with names").value()).hasValue(.5);
        assertThat(figures.get("false bodies a film").films()).isZero();
        assertThat(figures.get("vertebrae Dice").films()).isZero();
        assertThat(figures.get("levels marked that are not instrumented").films())
                .isZero();
        assertThat(refused.badness()).isZero();
        flags = List.of();
        assertThat(score(Set.of(), List.of(), (Level) null).badness())
                .isPositive()
                .isLessThan(read.badness());
    }

    @Test
    void thePageShowsTheWorstFilmsAndNeedsNoOtherFile() {
        reference(Level.L5, 30, 38);
        predict(1, 30, 38);
        FilmScore wrong = score(Set.of(), List.of(Level.L4), Level.L4);
        var film = new Radiograph(10, 40, new short[400], null);
        Mask none = new Mask(10, 40);
        var reference = new DatasetFilm.Reference(
                bodies.get(Level.L5), none, none, bodies, Set.of(), Set.of(), true, null, traits);
        var picture = FilmPicture.of(wrong, film, reference, prediction(List.of(Level.L4), Level.L4));
        String page = EvaluationPage.of(
                "a <b>", Map.of("sacrum", "1"), new DatasetScore(List.of(wrong, wrong)), List.of(picture));
        assertThat(page)
                .contains("Evaluation of a &lt;b&gt;")
                .contains("class=\"wrong\"")
                .contains(">L5</text>")
                .contains("0 named right, 1 wrong")
                .contains("data:image/jpeg;base64,")
                .doesNotContainPattern("(src|href)=\"(?!data:|#)");
    }
}
