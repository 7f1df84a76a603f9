package org.levelread.cases;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
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
import org.levelread.dicom.DicomFilm;
import org.levelread.dicom.Tag;
import org.levelread.intake.FilmReader;
import org.levelread.intake.FilmRefusedException;
import org.levelread.intake.IncomingFilm;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/// The way of a DICOM film into a study: read, de-identified before anything is stored, and stored among the films or,
/// where a person must look at it first or choose one of its frames, in quarantine.
@Service
public class FilmArrivals {
    /// a person chooses among as many, and so many bytes of pixels of one file are decoded for it
    private static final int MOST_FRAMES = 100;
    private static final long MOST_FRAME_BYTES = 150_000_000;

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

    /// a whole DICOM file that comes from an archive or a router
    ///
    /// @param bytes of the whole file
    /// @param broughtBy account, or null where nobody is signed in
    public Arrival take(UUID studyId, byte[] bytes, @Nullable UUID broughtBy) {
        try {
            return take(studyId, bytes, "The film", broughtBy);
        } catch (FilmRefusedException e) {
            return new Arrival.Refused(e.reason());
        }
    }

    /// A whole DICOM file. A file with several frames waits until a person has chosen the one that is the film.
    ///
    /// @param name of the file, for the sentence of a refusal
    /// @param broughtBy account, or null where nobody is signed in
    /// @throws FilmRefusedException where there is no film in the bytes, with the sentence for the user
    public Arrival take(UUID studyId, byte[] bytes, String name, @Nullable UUID broughtBy) {
        DicomFile file = FilmReader.dicom(bytes, name);
        int frames = file.dataSet().integer(Tag.NUMBER_OF_FRAMES).orElse(1);
        if (frames > 1) return several(studyId, file, frames, name, broughtBy);
        return take(studyId, FilmReader.readDicom(bytes, 0, name), null, broughtBy);
    }

    /// One frame of a file, which is the film.
    ///
    /// @param surgery the day of the patient's operation, where it is known; it is not stored
    /// @param broughtBy account, or null where nobody is signed in
    public Arrival take(UUID studyId, IncomingFilm incoming, @Nullable LocalDate surgery, @Nullable UUID broughtBy) {
        DataSet source = incoming.file().dataSet();
        DicomFilm decoded = incoming.film();
        CleanImage clean = new Deidentification(key.pseudonyms()).clean(source, decoded, surgery);
        OptionalInt days = Deidentification.daysFromSurgery(source, surgery);
        int frame = decoded.frame() + 1;
        if (incoming.concern().isPresent()) {
            WaitingFrame only = WaitingFrame.of(decoded, clean, window(decoded));
            return quarantine(
                    studyId, List.of(only), only.sha256(), decoded.frames(), clean, days, incoming.concern().get(), broughtBy);
        }
        return transaction.execute(status -> {
            String name = name(clean.patient(), clean.instanceUid(), frame, decoded.frames());
            return switch (films.add(studyId, decoded.film(), window(decoded), name, broughtBy)) {
                case FilmAddition.Duplicate(Film existing) -> new Arrival.Duplicate(existing, frame);
                case FilmAddition.Added(Film film) -> {
                    sources.add(
                            film.id(), clean.patient(), clean.instanceUid(), clean.header(), days, frame, decoded.frames());
                    yield new Arrival.Added(film);
                }
            };
        });
    }

    /// every frame that shows something, de-identified one after the other
    private Arrival several(UUID studyId, DicomFile file, int frames, String name, @Nullable UUID broughtBy) {
        DataSet source = file.dataSet();
        long bytes = 2L * frames * Math.max(0, source.integer(Tag.ROWS).orElse(0)) * Math.max(0, source.integer(Tag.COLUMNS).orElse(0));
        if (frames > MOST_FRAMES || bytes > MOST_FRAME_BYTES) {
            return new Arrival.Refused(("has %d frames, more than a person can choose from here (%d, or %d MB): export the one that"
                            + " is the film alone, or bring it by ./levelread import --frame N.")
                    .formatted(frames, MOST_FRAMES, MOST_FRAME_BYTES / 1_000_000));
        }
        Deidentification deidentification = new Deidentification(key.pseudonyms());
        List<WaitingFrame> waiting = new ArrayList<>();
        Optional<String> concern = Optional.empty();
        CleanImage clean = null;
        for (int frame = 0; frame < frames; frame++) {
            IncomingFilm incoming = FilmReader.frame(file, frame, name).orElse(null);
            if (incoming == null) continue;
            CleanImage ofFrame = deidentification.clean(source, incoming.film(), null);
            if (clean == null) clean = ofFrame;
            concern = concern.or(incoming::concern);
            waiting.add(WaitingFrame.of(incoming.film(), ofFrame, window(incoming.film())));
        }
        if (clean == null) return new Arrival.Refused("holds no picture in any of its frames: choose the film itself.");
        // aspect and spacing may differ from frame to frame
        WaitingFrame first = waiting.getFirst();
        waiting.removeIf(frame -> frame.width() != first.width() || frame.height() != first.height());
        String reason = concern.map(sentence -> "%s It has %d frames: one is to be chosen.".formatted(sentence, frames))
                .orElse("has %d frames: a person must choose the one that is the film.".formatted(frames));
        return quarantine(studyId, waiting, sha256(waiting), frames, clean, OptionalInt.empty(), reason, broughtBy);
    }

    /// over all of them, so that a file is known again
    private static String sha256(List<WaitingFrame> frames) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (WaitingFrame frame : frames) digest.update(frame.sha256().getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /// what a film is called in lists: nothing of its file's name, which people put patients' names into
    ///
    /// @param frame of its file, from 1
    static String name(String patient, String instanceUid, int frame, int frames) {
        String name = patient + " " + instanceUid.substring(instanceUid.length() - 6);
        return frames == 1 ? name : name + " frame " + frame;
    }

    private Arrival quarantine(
            UUID studyId,
            List<WaitingFrame> frames,
            String sha256,
            int framesOfFile,
            CleanImage clean,
            OptionalInt days,
            String reason,
            @Nullable UUID broughtBy) {
        WaitingFrame first = frames.getFirst();
        return transaction.execute(status -> {
            if (!filmStore.lockStudy(studyId)) throw new IllegalArgumentException("no study has the id " + studyId);
            Optional<Film> film = filmStore.withPixels(studyId, sha256);
            if (film.isPresent()) return new Arrival.Duplicate(film.get(), first.number());
            Optional<QuarantineStore.Earlier> earlier = quarantine.withPixels(studyId, sha256);
            if (earlier.isPresent()) return again(earlier.get(), reason);
            QuarantinedFilm waiting = new QuarantinedFilm(
                    UUID.randomUUID(),
                    studyId,
                    quarantine.nextNumber(studyId),
                    reason,
                    first.width(),
                    first.height(),
                    first.spacing(),
                    first.window(),
                    first.number(),
                    framesOfFile,
                    clean.patient(),
                    broughtBy,
                    clock.instant().truncatedTo(ChronoUnit.MICROS));
            quarantine.add(waiting, sha256, first, clean.instanceUid(), days);
            frames.stream().skip(1).forEach(frame -> quarantine.addFrame(waiting.id(), frame));
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
        if (film != null) return new Arrival.Duplicate(film, earlier.frame());
        return new Arrival.Refused("has exactly the pixels of Arrival " + earlier.number()
                + ", which a person discarded: it was not taken again.");
    }

    private static Film.@Nullable Window window(DicomFilm film) {
        return film.window().flatMap(shown -> window(shown.low(), shown.high())).orElse(null);
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
