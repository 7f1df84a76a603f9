package org.levelread.pacs;

import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.levelread.cases.Film;
import org.levelread.cases.FilmAddition;
import org.levelread.cases.Films;
import org.levelread.intake.FilmReader;
import org.levelread.intake.FilmRefusedException;
import org.springframework.stereotype.Component;

/// Files of archives and routers on their way into a study, through the same reader as uploads: of a file's header
/// nothing is stored.
@Component
class Intake {
    /// what a film from elsewhere is called; its file's own name may name the patient
    private static final String NAME = "The archive's film";

    sealed interface Outcome {
        /// @param film the new film, or the one of the study that has exactly these pixels
        record Taken(Film film) implements Outcome {}

        record Quarantined(String sentence) implements Outcome {}

        record Refused(String sentence) implements Outcome {}
    }

    /// two films are decoded at a time, so that many large ones do not exhaust the memory
    private final Semaphore decoding = new Semaphore(2);

    private final Films films;

    Intake(Films films) {
        this.films = films;
    }

    /// @param from the name of the archive or router, for the list of films
    Outcome take(UUID studyId, Spool file, String from) throws IOException {
        decoding.acquireUninterruptibly();
        try (InputStream in = file.read()) {
            return switch (films.add(studyId, FilmReader.read(in, NAME), "From " + from, null)) {
                case FilmAddition.Added added -> new Outcome.Taken(added.film());
                case FilmAddition.Duplicate duplicate -> new Outcome.Taken(duplicate.existing());
            };
        } catch (FilmRefusedException e) {
            return new Outcome.Refused(String.valueOf(e.getMessage()));
        } finally {
            decoding.release();
        }
    }
}
