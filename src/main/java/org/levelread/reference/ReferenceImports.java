package org.levelread.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.levelread.cases.DeidentificationKey;
import org.levelread.cases.Film;
import org.levelread.cases.Films;
import org.levelread.readers.CurrentAccount;
import org.levelread.readers.Role;
import org.levelread.readers.SignedIn;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The door through which references come in as files, for who leads the study. A file that is wrong anywhere is
/// refused as a whole.
@Service
public class ReferenceImports {
    private final References references;
    private final Films films;
    private final CurrentAccount current;
    private final DeidentificationKey key;

    ReferenceImports(References references, Films films, CurrentAccount current, DeidentificationKey key) {
        this.references = references;
        this.films = films;
        this.current = current;
        this.key = key;
    }

    /// Stores the references of a `.csv`, `.json` or `.seg.nrrd` file; a segmentation belongs to the film that its
    /// file is named after.
    ///
    /// @param rationale why the reference changes; may be empty where no film has one yet
    @Transactional
    public ImportOutcome take(UUID studyId, String fileName, byte[] bytes, String rationale) {
        requireLead();
        List<Film> all = films.inStudy(studyId);
        FilmNames names = new FilmNames(all, file -> key.pseudonyms().fileName(file));
        String name = fileName.toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) return store(studyId, ReferenceCsv.parse(fileName, bytes, names), rationale);
        if (name.endsWith(".json")) return store(studyId, ReferenceJson.parse(fileName, bytes, names), rationale);
        if (name.endsWith(".nrrd")) {
            Optional<Film> film = names.ofSegmentation(fileName);
            if (film.isPresent()) return segmentation(film.get(), fileName, bytes, rationale);
            return refused(
                    fileName,
                    "a name of no film",
                    "a file named after its film, such as film-7.seg.nrrd or the film's own file name");
        }
        return refused(fileName, "a file of an unknown kind", ".csv, .json or .seg.nrrd");
    }

    /// Stores a 3D Slicer `.seg.nrrd` file as a new version of the reference of one film.
    @Transactional
    public ImportOutcome takeSegmentation(UUID filmId, String fileName, byte[] bytes, String rationale) {
        requireLead();
        Film film = films.find(filmId).orElseThrow(() -> new IllegalArgumentException("no film has the id " + filmId));
        return segmentation(film, fileName, bytes, rationale);
    }

    private ImportOutcome segmentation(Film film, String fileName, byte[] bytes, String rationale) {
        Optional<FilmReference> earlier = references.find(film.id());
        return store(film.studyId(), ReferenceMaskFile.parse(fileName, bytes, film, earlier), rationale);
    }

    /// masks of an earlier version stay where the new one has none and names the same levels
    private ImportOutcome store(UUID studyId, ParsedReferences parsed, String rationale) {
        if (!parsed.problems.isEmpty()) return new ImportOutcome.Refused(List.copyOf(parsed.problems));
        List<NewReference> added = new ArrayList<>();
        for (NewReference one : parsed.references) added.add(withEarlierMasks(one));
        references
                .unreasoned(rationale, added)
                .ifPresent(objection -> parsed.wrong(
                        "", "no reason, though " + objection, "a reason in the field “Why the reference changes”"));
        if (!parsed.problems.isEmpty()) return new ImportOutcome.Refused(List.copyOf(parsed.problems));
        return new ImportOutcome.Stored(
                references.store(studyId, ReferenceChange.IMPORT, rationale.strip(), added), List.copyOf(parsed.notes));
    }

    private NewReference withEarlierMasks(NewReference one) {
        if (one.segmentation() != null) return one;
        UUID film = one.reference().filmId();
        boolean sameLevels = references
                .find(film)
                .filter(earlier -> earlier.named().equals(one.reference().named()))
                .isPresent();
        if (!sameLevels) return one;
        return new NewReference(one.reference(), references.segmentation(film).orElse(null), one.rationale());
    }

    private static ImportOutcome refused(String file, String found, String expected) {
        return new ImportOutcome.Refused(List.of(ImportProblem.at(file, "", found, expected)));
    }

    private void requireLead() {
        SignedIn account = current.require();
        if (account.role() != Role.STUDY_LEAD && account.role() != Role.ADMINISTRATOR) {
            throw new AccessDeniedException("only who leads the study may store a reference");
        }
    }
}
