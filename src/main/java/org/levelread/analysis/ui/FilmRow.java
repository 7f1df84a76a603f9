package org.levelread.analysis.ui;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.levelread.analysis.AgreementReport.Disagreement;
import org.levelread.analysis.FilmComparison;
import org.levelread.analysis.LevelAnswer;
import org.levelread.analysis.ModelAnswer;
import org.levelread.analysis.ReaderAnswer;
import org.levelread.analysis.Structure;
import org.levelread.statistics.MaskOverlap;

/// One film of the table.
record FilmRow(FilmComparison film, List<Disagreement> disagreements) {
    UUID id() {
        return UUID.fromString(film.filmId());
    }

    Optional<LevelAnswer> model() {
        return film.model().map(ModelAnswer::levels);
    }

    Optional<LevelAnswer> reader(String code) {
        return film.readers().stream()
                .filter(answer -> answer.reader().equals(code))
                .map(ReaderAnswer::levels)
                .findFirst();
    }

    /// "0.93"; "–" where there is no mask reference or nothing to cover
    String dice(Structure structure) {
        MaskOverlap overlap = film.overlaps().get(structure);
        return overlap == null || overlap.bothEmpty() ? "–" : Words.two(overlap.dice());
    }
}
