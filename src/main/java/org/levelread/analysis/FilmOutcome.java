package org.levelread.analysis;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.levelread.spine.Cause;
import org.levelread.statistics.MaskOverlap;
import org.levelread.statistics.SetAgreement;

/// What came of one film against one other answer.
///
/// @param against a reader's code, or [FilmComparison#REFERENCE]
/// @param exact whether both say the same; both "not determinable" is the same
/// @param jaccard of the instrumented sets, where both could determine them
/// @param dice by structure, without those that are empty in both masks
public record FilmOutcome(
        String filmId,
        String filmLabel,
        String against,
        boolean exact,
        Optional<Double> jaccard,
        NameOutcome outcome,
        Map<Structure, Double> dice,
        Optional<SuggestedCause> suggested,
        Optional<Cause> confirmed) {

    /// the outcomes of every film with a prediction, against each reader and the reference
    public static List<FilmOutcome> of(List<FilmComparison> films) {
        List<FilmOutcome> outcomes = new ArrayList<>();
        for (FilmComparison film : films) {
            if (film.model().isEmpty()) continue;
            for (ReaderAnswer answer : film.readers()) outcomes.add(of(film, answer.reader()));
            if (film.reference().isPresent()) outcomes.add(of(film, FilmComparison.REFERENCE));
        }
        return outcomes;
    }

    private static FilmOutcome of(FilmComparison film, String against) {
        LevelAnswer model = film.modelLevels().orElseThrow();
        LevelAnswer other = film.answer(against).orElseThrow();
        Map<Structure, Double> dice = new EnumMap<>(Structure.class);
        for (Map.Entry<Structure, MaskOverlap> overlap : film.overlaps().entrySet()) {
            if (!overlap.getValue().bothEmpty()) dice.put(overlap.getKey(), overlap.getValue().dice());
        }
        return new FilmOutcome(
                film.filmId(),
                film.filmLabel(),
                against,
                model.sameAs(other),
                model.determinable() && other.determinable()
                        ? Optional.of(SetAgreement.jaccard(model.instrumented(), other.instrumented()))
                        : Optional.empty(),
                NameOutcome.of(model, other),
                dice,
                CauseSuggestions.of(film, against),
                Optional.ofNullable(film.confirmedCauses().get(against)));
    }

    /// the confirmed cause, else the suggested one
    public Optional<Cause> cause() {
        return confirmed.or(() -> suggested.map(SuggestedCause::cause));
    }
}
