package org.levelread.pacs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.levelread.audit.Audited;
import org.levelread.cases.Arrival;
import org.levelread.cases.DeidentificationKey;
import org.levelread.cases.Film;
import org.levelread.cases.FilmAdded;
import org.levelread.cases.FilmArrivals;
import org.levelread.cases.Films;
import org.levelread.cases.QuarantineDecided;
import org.levelread.dicom.DataSet;
import org.levelread.prediction.PredictedFilm;
import org.levelread.prediction.PredictionRun;
import org.levelread.prediction.Predictions;
import org.levelread.prediction.RunChanged;
import org.levelread.prediction.RunState;
import org.levelread.prediction.Structure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionOperations;

/// Does what the queue says: searches archives, fetches films, sends results.
///
/// Every step can be done again without harm: an object is known once in a study, a film's pixels are stored once, a
/// run's objects have the same UIDs each time.
@Component
class Transfers {
    /// with the waits between them, about two days
    static final int MOST_ATTEMPTS = 60;

    private static final Logger log = LoggerFactory.getLogger(Transfers.class);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final ArchiveStore archives;
    private final ObjectStore objects;
    private final ArchiveQueue queue;
    private final Intake intake;
    private final PlannedCriteria planned;
    private final Predictions predictions;
    private final FilmArrivals arrivals;
    private final Films films;
    private final DeidentificationKey pseudonyms;
    private final OutsideKey key;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transaction;
    private final Clock clock;
    private final Duration patience;
    private final Duration firstWait;
    private final String program;

    Transfers(
            ArchiveStore archives,
            ObjectStore objects,
            ArchiveQueue queue,
            Intake intake,
            PlannedCriteria planned,
            Predictions predictions,
            FilmArrivals arrivals,
            Films films,
            DeidentificationKey pseudonyms,
            OutsideKey key,
            ApplicationEventPublisher events,
            TransactionOperations transaction,
            Clock clock,
            @Value("${levelread.archive-patience:60s}") Duration patience,
            @Value("${levelread.archive-first-wait:5s}") Duration firstWait,
            @Value("${levelread.version:LevelRead}") String program) {
        this.archives = archives;
        this.objects = objects;
        this.queue = queue;
        this.intake = intake;
        this.planned = planned;
        this.predictions = predictions;
        this.arrivals = arrivals;
        this.films = films;
        this.pseudonyms = pseudonyms;
        this.key = key;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
        this.patience = patience;
        this.firstWait = firstWait;
        this.program = program;
    }

    /// asks the archive whether it is there
    void ping(Archive archive) throws ArchiveException {
        try (DicomWeb web = new DicomWeb(archive, patience)) {
            web.ping();
            archives.answered(archive.id(), clock.instant());
        } catch (ArchiveException e) {
            archives.failed(archive.id(), String.valueOf(e.getMessage()), clock.instant());
            throw e;
        }
    }

    /// @return when to search again, empty where nobody asked for that
    Optional<Instant> search(UUID archiveId) {
        Archive archive = archives.find(archiveId).orElse(null);
        if (archive == null || !archive.enabled()) return Optional.empty();
        try (DicomWeb web = new DicomWeb(archive, patience)) {
            web.search(planned(archive), uids -> found(archive, uids));
            archives.searched(archiveId, clock.instant());
            archives.answered(archiveId, clock.instant());
            Duration every = archive.searchEvery();
            return every == null ? Optional.empty() : Optional.of(clock.instant().plus(every));
        } catch (ArchiveException e) {
            log.warn("Search in {} failed: {}", archive.name(), e.getMessage());
            archives.failed(archiveId, String.valueOf(e.getMessage()), clock.instant());
            if (e.isPassing()) return Optional.of(clock.instant().plus(waitAfter(3, e)));
            Duration every = archive.searchEvery();
            return every == null ? Optional.empty() : Optional.of(clock.instant().plus(every));
        }
    }

    private Criteria planned(Archive archive) throws ArchiveException {
        try {
            return planned.narrowed(archive.studyId(), archive.criteria());
        } catch (IllegalArgumentException e) {
            throw ArchiveException.lasting(String.valueOf(e.getMessage()));
        }
    }

    /// an object that the study does not know is written down and its fetching queued, both or neither
    private void found(Archive archive, ObjectUids uids) {
        String pseudonym = key.pseudonym(uids.instance());
        if (objects.find(archive.studyId(), pseudonym).isPresent()) return;
        transaction.executeWithoutResult(status -> {
            UUID id = UUID.randomUUID();
            ArchiveObject object = new ArchiveObject(
                    id,
                    archive.studyId(),
                    archive.id(),
                    key.seal(place(id), uids.text()),
                    ArchiveObject.State.KNOWN,
                    null,
                    1);
            Instant now = clock.instant();
            if (!objects.add(object, null, pseudonym, now)) return;
            objects.queue(Job.Kind.FETCH, archive.id(), id, null, now).ifPresent(job -> queue.job(job, now));
        });
    }

    static String place(UUID objectId) {
        return "object:" + objectId;
    }

    /// @return when to try again, empty where it is done or given up
    Optional<Instant> execute(UUID jobId) {
        Job job = objects.job(jobId).orElse(null);
        if (job == null || !objects.begin(jobId)) return Optional.empty();
        Archive archive = archives.find(job.archiveId()).orElseThrow();
        if (!archive.enabled()) {
            return later(job, "The connection is switched off.", clock.instant().plus(LONGEST_WAIT));
        }
        ArchiveObject object = objects.find(job.objectId()).orElseThrow();
        try (DicomWeb web = new DicomWeb(archive, patience)) {
            switch (job.kind()) {
                case FETCH -> fetch(web, archive, object, job);
                case SEND -> send(web, archive, object, job);
            }
            archives.answered(archive.id(), clock.instant());
            return Optional.empty();
        } catch (ArchiveException e) {
            String sentence = String.valueOf(e.getMessage());
            log.warn("Job {} with {} failed: {}", jobId, archive.name(), sentence);
            archives.failed(archive.id(), sentence, clock.instant());
            if (e.isPassing() && job.attempts() + 1 < MOST_ATTEMPTS) {
                return later(job, sentence, clock.instant().plus(waitAfter(job.attempts() + 1, e)));
            }
            objects.giveUp(jobId, sentence, clock.instant());
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            log.error("Job {} failed", jobId, e);
            String sentence = "The program met an error, which the server's log has under job " + jobId + ".";
            if (job.attempts() + 1 < 5) {
                return later(job, sentence, clock.instant().plus(waitAfter(job.attempts() + 3, null)));
            }
            objects.giveUp(jobId, sentence, clock.instant());
            return Optional.empty();
        }
    }

    private Optional<Instant> later(Job job, String sentence, Instant next) {
        objects.postpone(job.id(), sentence, next);
        return Optional.of(next);
    }

    /// doubles with each attempt up to an hour, a fifth of it by chance so that many jobs do not come back together;
    /// not before the archive wants it
    private Duration waitAfter(int attempt, @Nullable ArchiveException failure) {
        double millis = Math.min(
                LONGEST_WAIT.toMillis(), firstWait.toMillis() * Math.pow(2, Math.min(attempt - 1, 20)));
        Duration wait = Duration.ofMillis(
                Math.round(millis * ThreadLocalRandom.current().nextDouble(0.9, 1.1)));
        Duration asked = failure == null ? null : failure.pause();
        return asked != null && asked.compareTo(wait) > 0 ? asked : wait;
    }

    private void fetch(DicomWeb web, Archive archive, ArchiveObject object, Job job)
            throws ArchiveException, IOException {
        if (object.state() != ArchiveObject.State.KNOWN) {
            // a router pushed it in the meantime
            objects.done(job.id(), clock.instant());
            return;
        }
        try (Spool file = new Spool()) {
            web.fetch(uids(object), file);
            transaction.executeWithoutResult(status -> {
                take(object, file, archive.name());
                objects.done(job.id(), clock.instant());
            });
        }
    }

    /// in a transaction: what became of the file is written down with the film, or neither
    Arrival take(ArchiveObject object, Spool file, String from) {
        Arrival arrival;
        try {
            arrival = intake.take(object.studyId(), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Instant now = clock.instant();
        switch (arrival) {
            // of a file with several frames a person chooses one
            case Arrival.Added(Film film) -> taken(object, film, 1, from);
            case Arrival.Duplicate(Film film, int frame) -> taken(object, film, frame, from);
            case Arrival.Quarantined(UUID quarantineId, String reason) ->
                objects.setAside(object.id(), ArchiveObject.State.QUARANTINED, "The film " + reason, quarantineId, now);
            case Arrival.Refused(String reason) ->
                objects.setAside(object.id(), ArchiveObject.State.REFUSED, "The object " + reason, null, now);
        }
        return arrival;
    }

    private void taken(ArchiveObject object, Film film, int frame, String from) {
        objects.taken(object.id(), film.id(), frame, clock.instant());
        events.publishEvent(new Audited("film.from-archive", film.title(), Map.of("from", from)));
        // the same pixels may have been predicted before
        predictions
                .latest(film.id())
                .filter(run -> run.state() == RunState.DONE)
                .ifPresent(run -> sendLater(object, run.id()));
    }

    /// What a person decided holds for every object that was set aside with these pixels: it is the film, and its results
    /// go back, too, or it is nothing.
    @EventListener
    void on(QuarantineDecided decided) {
        UUID filmId = decided.filmId();
        for (ArchiveObject object : objects.waitingFor(decided.quarantineId())) {
            if (filmId != null) {
                taken(object, films.find(filmId).orElseThrow(), decided.frame(), from(object));
            } else {
                String sentence = "A person looked at the film and discarded it.";
                objects.setAside(object.id(), ArchiveObject.State.REFUSED, sentence, null, clock.instant());
            }
        }
    }

    private String from(ArchiveObject object) {
        UUID archiveId = object.archiveId();
        return archiveId == null ? "a router" : archives.find(archiveId).map(Archive::name).orElse("an archive");
    }

    /// The same for objects that do not say for which film they wait. Late in the transaction, when the film's source is
    /// written.
    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void on(FilmAdded added) {
        for (ArchiveObject object : objects.quarantined(added.studyId())) {
            String pseudonym = pseudonyms.pseudonyms().uid(uids(object).instance());
            if (arrivals.filmOf(added.studyId(), pseudonym).filter(added.filmId()::equals).isPresent()) {
                objects.taken(object.id(), added.filmId(), 1, clock.instant());
            }
        }
    }

    /// in the transaction that stores the result
    @EventListener
    void on(RunChanged changed) {
        if (changed.state() != RunState.DONE) return;
        for (ArchiveObject object : objects.ofFilm(changed.filmId())) {
            predictions.latest(changed.filmId()).ifPresent(run -> sendLater(object, run.id()));
        }
    }

    private void sendLater(ArchiveObject object, UUID runId) {
        UUID archiveId = object.archiveId();
        if (archiveId == null) return;
        if (!archives.find(archiveId).map(Archive::sendResults).orElse(false)) return;
        Instant now = clock.instant();
        objects.queue(Job.Kind.SEND, archiveId, object.id(), runId, now).ifPresent(job -> queue.job(job, now));
    }

    private void send(DicomWeb web, Archive archive, ArchiveObject object, Job job) throws ArchiveException {
        ObjectUids uids = uids(object);
        UUID runId = Objects.requireNonNull(job.runId());
        PredictionRun run = predictions.find(runId).orElseThrow();
        // the patient is asked for now and forgotten again
        DataSet source = web.header(uids);
        FilmResult result = new FilmResult(
                runId,
                object.frame(),
                PredictedFilm.parse(String.valueOf(run.result())),
                predictions.levels(runId).orElse(null),
                predictions.mask(runId, Structure.SACRUM),
                predictions.mask(runId, Structure.INSTRUMENTATION),
                name -> key.uid(uids.instance() + " " + name));
        Instant finished = Objects.requireNonNull(run.finishedAt());
        ResultObjects made = ResultObjects.of(
                source, result, LocalDateTime.ofInstant(finished, ZoneId.systemDefault()), program);
        web.store(uids.study(), made.all());
        transaction.executeWithoutResult(status -> {
            objects.done(job.id(), clock.instant());
            events.publishEvent(new Audited(
                    "result.sent", archive.name(), Map.of("run", runId.toString(), "film", String.valueOf(job.film()))));
        });
    }

    private ObjectUids uids(ArchiveObject object) {
        return ObjectUids.of(key.open(place(object.id()), object.sealedUids()));
    }
}
