package org.levelread.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.levelread.analysis.AgreementReport;
import org.levelread.analysis.BodyMatch;
import org.levelread.analysis.FilmComparison;
import org.levelread.analysis.FilmOutcome;
import org.levelread.analysis.LevelAnswer;
import org.levelread.analysis.LevelSets;
import org.levelread.analysis.ReaderAnswer;
import org.levelread.analysis.StudyData;
import org.levelread.analysis.SuggestedCause;
import org.levelread.spine.Cause;

/// The frozen data as tables: one row a film and rater, one row a film and comparison, one row a film; and what their
/// columns mean.
final class TidyData {
    private TidyData() {}

    static DataTable answers(StudyData data) {
        DataTable.Builder table = new DataTable.Builder(
                "film_id",
                "film",
                "patient",
                "rater",
                "determinable",
                "seen",
                "instrumented",
                "seconds",
                "order",
                "quality");
        for (FilmComparison film : data.films()) {
            film.modelLevels().ifPresent(model -> answer(table, film, AgreementReport.MODEL, model, null, null, null));
            for (ReaderAnswer r : film.readers()) {
                answer(
                        table,
                        film,
                        r.reader(),
                        r.levels(),
                        r.seconds(),
                        r.order() == 0 ? null : r.order(),
                        r.quality().orElse(null));
            }
            film.reference().ifPresent(truth -> answer(table, film, FilmComparison.REFERENCE, truth, null, null, null));
        }
        return table.build();
    }

    private static void answer(
            DataTable.Builder table,
            FilmComparison film,
            String rater,
            LevelAnswer levels,
            @Nullable Double seconds,
            @Nullable Integer order,
            @Nullable String quality) {
        table.row(
                film.filmId(),
                film.filmLabel(),
                film.patientCluster().orElse(null),
                rater,
                levels.determinable() ? 1 : 0,
                LevelSets.spaced(levels.seen()),
                LevelSets.spaced(levels.instrumented()),
                seconds,
                order,
                quality);
    }

    static DataTable comparisons(Findings findings) {
        DataTable.Builder table = new DataTable.Builder(
                "film_id",
                "against",
                "exact",
                "jaccard",
                "outcome",
                "shift",
                "suggested_cause",
                "suggested_evidence",
                "confirmed_cause");
        for (FilmOutcome o : findings.outcomes()) {
            table.row(
                    o.filmId(),
                    o.against(),
                    o.exact() ? 1 : 0,
                    o.jaccard().orElse(null),
                    o.outcome().kind().name().toLowerCase(Locale.ROOT),
                    o.outcome().shift(),
                    o.suggested().map(SuggestedCause::cause).map(Cause::code).orElse(null),
                    o.suggested().map(SuggestedCause::evidence).orElse(null),
                    o.confirmed().map(Cause::code).orElse(null));
        }
        return table.build();
    }

    static DataTable films(StudyData data) {
        List<String> columns = new ArrayList<>(List.of(
                "film_id",
                "film",
                "patient",
                "model_confidence",
                "models",
                "dice_vertebrae",
                "dice_sacrum",
                "dice_instrumentation",
                "groups"));
        if (data.keepsBodies()) {
            columns.addAll(List.of(
                    "bodies_reference", "bodies_merged", "bodies_split", "bodies_missed", "bodies_without_reference"));
        }
        DataTable.Builder table = new DataTable.Builder(columns.toArray(String[]::new));
        for (FilmComparison film : data.films()) {
            Map<String, Double> dice = new TreeMap<>();
            film.overlaps().forEach((structure, overlap) -> {
                if (!overlap.bothEmpty()) dice.put(structure.word(), overlap.dice());
            });
            List<@Nullable Object> row = new ArrayList<>();
            row.add(film.filmId());
            row.add(film.filmLabel());
            row.add(film.patientCluster().orElse(null));
            row.add(film.model().flatMap(m -> m.confidence()).orElse(null));
            row.add(film.model().map(m -> joined(m.versions())).orElse(null));
            row.add(dice.get("vertebrae"));
            row.add(dice.get("sacrum"));
            row.add(dice.get("instrumentation"));
            row.add(Optional.of(joined(film.groups())).filter(g -> !g.isEmpty()).orElse(null));
            if (data.keepsBodies()) {
                Optional<BodyMatch> bodies = film.bodies();
                row.add(bodies.map(BodyMatch::reference).orElse(null));
                row.add(bodies.map(BodyMatch::merged).orElse(null));
                row.add(bodies.map(BodyMatch::split).orElse(null));
                row.add(bodies.map(BodyMatch::missed).orElse(null));
                row.add(bodies.map(BodyMatch::withoutReference).orElse(null));
            }
            table.row(row.toArray());
        }
        return table.build();
    }

    private static String joined(Map<String, String> map) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(map)
                .forEach((key, value) -> text.append(text.isEmpty() ? "" : "; ")
                        .append(key)
                        .append(": ")
                        .append(value));
        return text.toString();
    }

    static DataTable dictionary() {
        return new DataTable.Builder("file", "column", "type", "meaning")
                .row("all", "film_id", "text", "the film's id, the same in every file")
                .row("answers.csv", "film", "text", "what the pages call the film")
                .row("answers.csv", "patient", "text", "pseudonym of the patient; empty where films stand alone")
                .row("answers.csv", "rater", "text", "model, reference, or a reader's letter")
                .row("answers.csv", "determinable", "0 or 1", "whether the rater could tell the levels")
                .row(
                        "answers.csv",
                        "seen",
                        "levels",
                        "levels named on the film, from the head down, separated by spaces")
                .row("answers.csv", "instrumented", "levels", "of them those with hardware; empty where there is none")
                .row("answers.csv", "seconds", "number", "time at work on the film; readers only")
                .row("answers.csv", "order", "number", "the film's place in the reader's own order, from 1")
                .row("answers.csv", "quality", "text", "good, adequate or poor, where it was asked")
                .row("arms.csv", "arm", "text", "unaided, or aided where the prediction was shown; other columns as in answers.csv")
                .row("arms.csv", "period", "number", "of the reading plan, from 1")
                .row("ratings.csv", "instrumented", "0 or 1", "whether the level carries hardware by the reference: the truth")
                .row("ratings.csv", "rater", "text", "model, or a reader's letter")
                .row("ratings.csv", "arm", "text", "unaided or aided; reader in a study with one way of reading; model")
                .row(
                        "ratings.csv",
                        "score",
                        "-5 to 5",
                        "the confidence in the level's name, 1 to 5 by a reader and 0 to 1 by the model, negative where the rater"
                                + " sees no hardware in it; 0 where the rater says nothing of the level")
                .row(
                        "comparisons.csv",
                        "against",
                        "text",
                        "whose answer the model is set beside: reference or a reader's letter")
                .row("comparisons.csv", "exact", "0 or 1", "same instrumented levels, or both not determinable")
                .row(
                        "comparisons.csv",
                        "jaccard",
                        "0 to 1",
                        "of the instrumented levels; empty where one side is not determinable")
                .row(
                        "comparisons.csv",
                        "outcome",
                        "text",
                        "right, wrong_name (right bones), wrong_bones, not_determinable")
                .row("comparisons.csv", "shift", "-4 to 4", "levels that the model's names lie further down")
                .row(
                        "comparisons.csv",
                        "suggested_cause",
                        "code",
                        "what the program suggests; see causes in the report")
                .row("comparisons.csv", "suggested_evidence", "text", "why")
                .row("comparisons.csv", "confirmed_cause", "code", "what a person confirmed")
                .row(
                        "films.csv",
                        "model_confidence",
                        "0 to 1",
                        "the lowest confidence among the model's names on the film")
                .row("films.csv", "models", "text", "versions of the nets")
                .row(
                        "films.csv",
                        "dice_…",
                        "0 to 1",
                        "overlap of the predicted mask with the reference's; empty without one")
                .row("films.csv", "groups", "text", "subgroups of the film")
                .row(
                        "films.csv",
                        "bodies_reference",
                        "number",
                        "vertebral bodies that the reference outlines by name, without the sacrum; empty without its masks. In data frozen"
                                + " since format 3, as the four below")
                .row("films.csv", "bodies_merged", "number", "of them, covered by one predicted body together with a neighbour")
                .row("films.csv", "bodies_split", "number", "of them, with two or more predicted bodies inside")
                .row("films.csv", "bodies_missed", "number", "of them, covered by no predicted body")
                .row("films.csv", "bodies_without_reference", "number", "predicted bodies that lie on none of the reference's")
                .row("headline.csv", "name", "text", "the number's name in recompute.py and recompute.R")
                .build();
    }
}
