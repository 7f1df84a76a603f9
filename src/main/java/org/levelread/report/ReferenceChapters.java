package org.levelread.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.levelread.analysis.FilmComparison;
import org.levelread.analysis.LevelAnswer;
import org.levelread.analysis.PairAgreement;
import org.levelread.analysis.PairAgreement.Pairing;
import org.levelread.analysis.StudyData;
import org.levelread.analysis.StudyData.Adjudicated;
import org.levelread.analysis.StudyData.ReferenceStep;
import org.levelread.charts.Plot.Forest;
import org.levelread.statistics.ClusterBootstrap;
import org.levelread.statistics.Estimate;
import org.levelread.statistics.Proportions;

/// What each change of the reference did to the model's figures, and how far adjudicators agree.
final class ReferenceChapters {
    private ReferenceChapters() {}

    static List<Chapter> of(StudyData data) {
        return List.of(history(data), adjudicators(data));
    }

    private static Chapter history(StudyData data) {
        DataTable.Builder table = DataTable.estimates("after change, model against reference");
        List<Forest.Row> rows = new ArrayList<>();
        Map<String, LevelAnswer> reference = new HashMap<>();
        List<Estimate> figures = new ArrayList<>();
        for (ReferenceStep step : data.reference()) {
            reference.putAll(step.films());
            int exact = 0;
            int all = 0;
            for (FilmComparison film : data.films()) {
                LevelAnswer truth = reference.get(film.filmId());
                if (truth == null || film.modelLevels().isEmpty()) continue;
                all++;
                if (film.modelLevels().get().sameAs(truth)) exact++;
            }
            Estimate share = Proportions.wilson(exact, all, .95);
            figures.add(share);
            String label = "change " + step.number() + ", " + step.origin() + " of "
                    + Phrases.count(step.films().size(), "film");
            table.estimate(label + (step.rationale().isEmpty() ? "" : ": " + step.rationale()), share);
            AgreementChapters.row(label, share, step == data.reference().getLast(), rows);
        }
        String sentence = switch (figures.size()) {
            case 0 ->
                data.films().stream().anyMatch(film -> film.reference().isPresent())
                        ? "No change of the reference is recorded."
                        : "The study has no reference.";
            case 1 ->
                "The reference was never changed; the model gives it exactly in " + Phrases.percent(figures.getFirst())
                        + ".";
            default ->
                "The reference was changed " + (figures.size() - 1) + (figures.size() == 2 ? " time" : " times")
                        + ": before the last change the model gave it exactly in "
                        + Phrases.percent(figures.get(figures.size() - 2))
                        + ", after it in " + Phrases.percent(figures.getLast()) + ".";
        };
        return new Chapter(
                "reference",
                "Before and after each change of the reference",
                sentence,
                rows.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Forest(
                                "exact match of the model with the reference", rows, 0, 1, Optional.empty())),
                table.build());
    }

    /// a reference that the model had a part in cannot tell how right the model is
    static String whatAdjudicatorsSaw(StudyData data) {
        long shown = data.adjudications().stream().filter(Adjudicated::besideTheModel).count();
        return shown == 0
                ? "Adjudicators saw the readers' answers without names and nothing of the model."
                : "In " + shown + " of " + Phrases.count(data.adjudications().size(), "decision")
                        + " the adjudicator saw the model's answer beside the readers', as the protocol plans: agreement of the model"
                        + " with this reference is biased upwards.";
    }

    private static Chapter adjudicators(StudyData data) {
        TreeSet<String> people = new TreeSet<>();
        Map<String, Map<String, LevelAnswer>> byFilm = new HashMap<>();
        for (Adjudicated one : data.adjudications()) {
            people.add(one.adjudicator());
            byFilm.computeIfAbsent(one.filmId(), _ -> new HashMap<>()).put(one.adjudicator(), one.levels());
        }
        DataTable.Builder table = DataTable.estimates("adjudicators and figure");
        List<String> sorted = List.copyOf(people);
        String sentence = sorted.size() < 2
                ? "Not estimable: fewer than two adjudicators decided."
                : "Adjudicators who decided on the same films agree as the table says.";
        for (int i = 0; i < sorted.size(); i++) {
            for (int j = i + 1; j < sorted.size(); j++) {
                String a = sorted.get(i);
                String b = sorted.get(j);
                List<Pairing> pairings = data.films().stream()
                        .map(film -> new Pairing(
                                film.cluster(),
                                Optional.ofNullable(byFilm.getOrDefault(film.filmId(), Map.of())
                                        .get(a)),
                                Optional.ofNullable(byFilm.getOrDefault(film.filmId(), Map.of())
                                        .get(b))))
                        .filter(p -> p.first().isPresent() && p.second().isPresent())
                        .toList();
                PairAgreement pair = PairAgreement.of(a, b, pairings, ClusterBootstrap.STANDARD);
                table.estimate(a + " and " + b + ", exact match", pair.exact());
                table.estimate(a + " and " + b + ", AC1 over all levels", pair.gwet());
                if (i == 0 && j == 1) {
                    sentence = "The first two adjudicators both decided on " + Phrases.count(pairings.size(), "film")
                            + "; exact match: " + Phrases.percent(pair.exact()) + ".";
                }
            }
        }
        if (data.adjudications().stream().anyMatch(Adjudicated::besideTheModel)) sentence += " " + whatAdjudicatorsSaw(data);
        return new Chapter("adjudicators", "Agreement among adjudicators", sentence, Optional.empty(), table.build());
    }
}
