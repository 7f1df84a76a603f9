package org.levelread.cases;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.levelread.audit.Audited;
import org.levelread.dicom.CleanImage;
import org.levelread.dicom.DataSet;
import org.levelread.dicom.Deidentification;
import org.levelread.dicom.DicomFile;
import org.levelread.intake.FilmReader;
import org.levelread.intake.FilmRefusedException;
import org.levelread.intake.IncomingFilm;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/// The way of a DICOM film into a study: read, de-identified before anything is stored, and stored among the films or,
/// where
/// a person must look at it first, in quarantine.
@Service
public class FilmArrivals {
    private final Films films;
    private final FilmStore filmStore;
    private final FilmSourceStore sources;
    private final QuarantineStore quarantine;
    private final DeidentificationKey key;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transaction;
    private final Clock clock;

    FilmArrivals(
            Films films,
            FilmStore filmStore,
            FilmSourceStore sources,
            QuarantineStore quarantine,
            DeidentificationKey key,
            ApplicationEventPublisher events,
            TransactionOperations transaction,
            Clock clock) {
        this.films = films;
        this.filmStore = filmStore;
        this.sources = sources;
        this.quarantine = quarantine;
        this.key = key;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// the first frame of a DICOM file that comes from an archive or a router
    ///
    /// @param bytes of the whole file
    /// @param broughtBy account, or null where nobody is signed in
    public Arrival take(UUID studyId, byte[] bytes, @Nullable UUID broughtBy) {
        try {
            return take(studyId, FilmReader.readDicom(bytes, 0, "The film"), null, broughtBy);
        } catch (FilmRefusedException e) {
            return new Arrival.Refused(e.reason());
        }
    }

    /// @param surgery the day of the patient's operation, where it is known; it is not stored
    /// @param broughtBy account, or null where nobody is signed in
    public Arrival take(UUID studyId, IncomingFilm incoming, @Nullable LocalDate surgery, @Nullable UUID broughtBy) {
        DataSet source = incoming.file().dataSet();
        CleanImage clean = new Deidentification(key.pseudonyms()).clean(source, incoming.film(), surgery);
        OptionalInt days = Deidentification.daysFromSurgery(source, surgery);
        Film.@Nullable Window window = incoming.film()
                .window()
                .flatMap(shown -> window(shown.low(), shown.high()))
                .orElse(null);
        if (incoming.concern().isPresent()) {
            return quarantine(
                    studyId, incoming, clean, days, window, incoming.concern().get(), broughtBy);
        }
        return transaction.execute(status -> {
            FilmAddition addition = films.add(studyId, incoming.film().film(), window, name(clean), broughtBy);
            return switch (addition) {
                case FilmAddition.Duplicate(Film existing) -> new Arrival.Duplicate(existing);
                case FilmAddition.Added(Film film) -> {
                    sources.add(film.id(), clean.patient(), clean.instanceUid(), clean.header(), days);
                    yield new Arrival.Added(film);
                }
            };
        });
    }

    /// what a film is called in lists: nothing of its file's name, which people put patients' names into
    private static String name(CleanImage clean) {
        String uid = clean.instanceUid();
        return clean.patient() + " " + uid.substring(uid.length() - 6);
    }

    private Arrival quarantine(
            UUID studyId,
            IncomingFilm incoming,
            CleanImage clean,
            OptionalInt days,
            Film.@Nullable Window window,
            String reason,
            @Nullable UUID broughtBy) {
        byte[] pixels = FilmStore.littleEndian(incoming.film().film());
        String sha256 = Films.sha256(incoming.film().film(), pixels);
        byte[] deflated = FilmStore.deflated(pixels);
        return transaction.execute(status -> {
            if (!filmStore.lockStudy(studyId)) throw new IllegalArgumentException("no study has the id " + studyId);
            Optional<Film> film = filmStore.withPixels(studyId, sha256);
            if (film.isPresent()) return new Arrival.Duplicate(film.get());
            Optional<QuarantineStore.Earlier> earlier = quarantine.withPixels(studyId, sha256);
            if (earlier.isPresent()) return again(earlier.get(), reason);
            QuarantinedFilm waiting = new QuarantinedFilm(
                    UUID.randomUUID(),
                    studyId,
                    quarantine.nextNumber(studyId),
                    reason,
                    incoming.film().film().width(),
                    incoming.film().film().height(),
                    incoming.film().film().spacing().orElse(null),
                    window,
                    clean.patient(),
                    broughtBy,
                    clock.instant().truncatedTo(ChronoUnit.MICROS));
            quarantine.add(waiting, sha256, deflated, clean.header(), clean.instanceUid(), days);
            events.publishEvent(Audited.entry(
                    "film.quarantined", waiting.title(), Map.of("quarantine", waiting.id().toString()), "it " + reason));
            return new Arrival.Quarantined(waiting.id(), reason);
        });
    }

    /// what a person decided holds for the same pixels, too
    private Arrival again(QuarantineStore.Earlier earlier, String reason) {
        if (!earlier.decided()) return new Arrival.Quarantined(earlier.id(), reason);
        UUID filmId = earlier.filmId();
        Film film = filmId == null ? null : filmStore.find(filmId).orElse(null);
        if (film != null) return new Arrival.Duplicate(film);
        return new Arrival.Refused("has exactly the pixels of Arrival " + earlier.number()
                + ", which a person discarded: it was not taken again.");
    }

    /// within the values that a film can have; empty where nothing of it is
    private static Optional<Film.Window> window(double low, double high) {
        int from = (int) Math.clamp(Math.round(low), 0, 65535);
        int to = (int) Math.clamp(Math.round(high), 0, 65535);
        return from < to ? Optional.of(new Film.Window(from, to)) : Optional.empty();
    }

    /// the film that a DICOM object became, by its pseudonymous SOP instance UID
    public Optional<UUID> filmOf(UUID studyId, String instanceUid) {
        return sources.filmOf(studyId, instanceUid);
    }

    /// the film's de-identified data set without pixels; empty for a film that came as a picture
    public Optional<DataSet> header(UUID filmId) {
        return sources.header(filmId).map(bytes -> DicomFile.read(bytes).dataSet());
    }
}
