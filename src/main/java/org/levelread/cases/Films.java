package org.levelread.cases;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.levelread.audit.Audited;
import org.levelread.imaging.Radiograph;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/// The films of the studies.
@Service
public class Films {
    private final FilmStore store;
    private final EnrolmentStore enrolments;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transaction;
    private final Clock clock;

    Films(
            FilmStore store,
            EnrolmentStore enrolments,
            ApplicationEventPublisher events,
            TransactionOperations transaction,
            Clock clock) {
        this.store = store;
        this.enrolments = enrolments;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// stores a film and, by the event [FilmAdded], queues its prediction: both or neither
    ///
    /// @param originalName what the film is called in lists, nothing that may name a patient
    /// @param uploadedBy account, or null where the film comes with the demo study
    public FilmAddition add(UUID studyId, Radiograph radiograph, String originalName, @Nullable UUID uploadedBy) {
        return add(studyId, radiograph, null, originalName, uploadedBy);
    }

    /// @param shown the grey values that the file says are worth showing; null where it does not
    FilmAddition add(
            UUID studyId,
            Radiograph radiograph,
            Film.@Nullable Window shown,
            String originalName,
            @Nullable UUID uploadedBy) {
        byte[] pixels = FilmStore.littleEndian(radiograph);
        String sha256 = sha256(radiograph, pixels);
        byte[] deflated = FilmStore.deflated(pixels);
        Film.Window window = shown == null ? window(radiograph.values()) : shown;
        return transaction.execute(status -> {
            if (!store.lockStudy(studyId)) throw new IllegalArgumentException("no study has the id " + studyId);
            Optional<Film> same = store.withPixels(studyId, sha256);
            if (same.isPresent()) {
                enrolments.refuse(studyId, same.get().id(), clock.instant());
                return new FilmAddition.Duplicate(same.get());
            }
            Film film = new Film(
                    UUID.randomUUID(),
                    studyId,
                    store.nextNumber(studyId),
                    radiograph.width(),
                    radiograph.height(),
                    radiograph.spacing().orElse(null),
                    window,
                    originalName,
                    uploadedBy,
                    // as the database keeps it
                    clock.instant().truncatedTo(ChronoUnit.MICROS));
            store.add(film, sha256, deflated);
            // the file's name stays out of the trail: people put patients' names into it
            Map<String, ?> added = Map.of(
                    "film", film.id().toString(), "width", film.width(), "height", film.height(), "pixelsSha256", sha256);
            events.publishEvent(Audited.entry("film.uploaded", film.title(), added, ""));
            events.publishEvent(new FilmAdded(film.id(), studyId));
            return new FilmAddition.Added(film);
        });
    }

    public Optional<Film> find(UUID filmId) {
        return store.find(filmId);
    }

    /// the study's films by number
    public List<Film> inStudy(UUID studyId) {
        return store.inStudy(studyId);
    }

    /// @throws IllegalArgumentException where there is no such film
    public Radiograph radiograph(UUID filmId) {
        Film film = store.find(filmId).orElseThrow(() -> new IllegalArgumentException("no film has the id " + filmId));
        return FilmStore.inflated(film, store.deflatedPixels(filmId).orElseThrow());
    }

    /// over size and pixels, so that the same pixels in another shape are another film
    static String sha256(Radiograph radiograph, byte[] pixels) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((radiograph.width() + "x" + radiograph.height() + "\n")
                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(pixels));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /// 1st and 99th percentile, by counting
    private static Film.Window window(short[] values) {
        int[] counts = new int[1 << 16];
        for (short value : values) counts[value & 0xffff]++;
        return new Film.Window(percentile(counts, values.length, 0.01), percentile(counts, values.length, 0.99));
    }

    private static int percentile(int[] counts, int total, double part) {
        long wanted = Math.max(1, (long) Math.ceil(part * total));
        long seen = 0;
        for (int value = 0; value < counts.length; value++) {
            seen += counts[value];
            if (seen >= wanted) return value;
        }
        return counts.length - 1;
    }
}
