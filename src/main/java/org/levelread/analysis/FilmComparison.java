package org.levelread.analysis;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.levelread.spine.Cause;
import org.levelread.statistics.MaskOverlap;

/// Everything that was answered about one film.
///
/// @param filmId unique in a study
/// @param filmLabel what a person calls it
/// @param patientCluster films of one patient are not independent; where empty the film stands alone
/// @param model empty where there is no prediction yet
/// @param readers at most one answer a reader
/// @param reference the reference standard, where there is one
/// @param overlaps predicted against reference mask, first the prediction
/// @param confirmedCauses by reader code, or [#REFERENCE] for the comparison with the reference
/// @param groups what the film is counted under in subgroups, such as "view" and "lateral"; empty where nothing is
/// known
/// @param bodies what became of the bodies that the reference outlines; empty where it outlines none, and in data that were
///     frozen before it was kept
public record FilmComparison(
        String filmId,
        String filmLabel,
        Optional<String> patientCluster,
        Optional<ModelAnswer> model,
        List<ReaderAnswer> readers,
        Optional<LevelAnswer> reference,
        Map<Structure, MaskOverlap> overlaps,
        Map<String, Cause> confirmedCauses,
        Map<String, String> groups,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<BodyMatch> bodies) {

    /// stands for the reference standard where a reader's code would stand
    public static final String REFERENCE = "reference";

    public FilmComparison {
        if (filmId.isBlank()) throw new IllegalArgumentException("a film needs an id");
        readers = readers.stream()
                .sorted(Comparator.comparing(ReaderAnswer::reader))
                .toList();
        Set<String> codes = new HashSet<>();
        for (ReaderAnswer r : readers) {
            if (!codes.add(r.reader())) {
                throw new IllegalArgumentException(
                        "reader " + r.reader() + " has two answers on film " + filmId + ": give the one that counts");
            }
        }
        overlaps = Map.copyOf(overlaps);
        confirmedCauses = Map.copyOf(confirmedCauses);
        groups = Map.copyOf(groups);
    }

    /// nothing is known of the reference's bodies
    public FilmComparison(
            String filmId,
            String filmLabel,
            Optional<String> patientCluster,
            Optional<ModelAnswer> model,
            List<ReaderAnswer> readers,
            Optional<LevelAnswer> reference,
            Map<Structure, MaskOverlap> overlaps,
            Map<String, Cause> confirmedCauses,
            Map<String, String> groups) {
        this(
                filmId,
                filmLabel,
                patientCluster,
                model,
                readers,
                reference,
                overlaps,
                confirmedCauses,
                groups,
                Optional.empty());
    }

    public FilmComparison(
            String filmId,
            String filmLabel,
            Optional<String> patientCluster,
            Optional<ModelAnswer> model,
            List<ReaderAnswer> readers,
            Optional<LevelAnswer> reference,
            Map<Structure, MaskOverlap> overlaps,
            Map<String, Cause> confirmedCauses) {
        this(filmId, filmLabel, patientCluster, model, readers, reference, overlaps, confirmedCauses, Map.of());
    }

    /// the same film beside another reference, whose masks are not known
    FilmComparison with(Optional<LevelAnswer> other) {
        return new FilmComparison(
                filmId, filmLabel, patientCluster, model, readers, other, overlaps, confirmedCauses, groups, Optional.empty());
    }

    /// the same film counted under these subgroups
    FilmComparison under(Map<String, String> subgroups) {
        return new FilmComparison(
                filmId, filmLabel, patientCluster, model, readers, reference, overlaps, confirmedCauses, subgroups, bodies);
    }

    /// the same film where this became of the reference's bodies
    FilmComparison with(BodyMatch match) {
        return new FilmComparison(
                filmId,
                filmLabel,
                patientCluster,
                model,
                readers,
                reference,
                overlaps,
                confirmedCauses,
                groups,
                Optional.of(match));
    }

    /// films of one patient share it
    public String cluster() {
        return patientCluster.map(c -> "patient " + c).orElse("film " + filmId);
    }

    public Optional<LevelAnswer> modelLevels() {
        return model.map(ModelAnswer::levels);
    }

    /// the answer by a reader's code, [#REFERENCE] or [AgreementReport#MODEL]
    public Optional<LevelAnswer> answer(String by) {
        return switch (by) {
            case AgreementReport.MODEL -> modelLevels();
            case REFERENCE -> reference;
            default -> levelsBy(by);
        };
    }

    public Optional<LevelAnswer> levelsBy(String reader) {
        return readers.stream()
                .filter(r -> r.reader().equals(reader))
                .map(ReaderAnswer::levels)
                .findFirst();
    }
}
