package org.levelread.pacs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.levelread.audit.Audited;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The connections to archives: their settings, their health, and what waits, runs, failed and is done.
@Service
public class Archives {
    private final ArchiveStore store;
    private final ObjectStore objects;
    private final ArchiveQueue queue;
    private final Transfers transfers;
    private final PlannedCriteria planned;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Archives(
            ArchiveStore store,
            ObjectStore objects,
            ArchiveQueue queue,
            Transfers transfers,
            PlannedCriteria planned,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.objects = objects;
        this.queue = queue;
        this.transfers = transfers;
        this.planned = planned;
        this.events = events;
        this.clock = clock;
    }

    public List<Archive> all() {
        return store.all();
    }

    public Optional<Archive> find(UUID id) {
        return store.find(id);
    }

    /// keeps a new archive, or an archive's new settings, and plans its next search
    ///
    /// @param why the settings change; blank for a new archive
    /// @throws IllegalArgumentException in one sentence where they do not fit, or change without a reason
    @Transactional
    public void save(Archive archive, String why) {
        String pem = archive.trustPem();
        if (pem != null) Trust.of(pem);
        if (store.nameTaken(archive.name(), archive.id())) {
            throw new IllegalArgumentException("There is another archive called " + archive.name() + ".");
        }
        planned(archive.studyId()).flatMap(archive.criteria()::beyond).ifPresent(objection -> {
            throw new IllegalArgumentException(objection);
        });
        Optional<Archive> before = store.find(archive.id());
        Map<String, Object> old = before.map(Archives::settings).orElse(Map.of());
        Map<String, Object> now = settings(archive);
        boolean secret = before.isPresent()
                && before.get().login().kind().equals(archive.login().kind())
                && !before.get().login().equals(archive.login());
        if (secret) now.put("secret", "another one");
        if (old.equals(now)) return;
        if (before.isPresent() && why.isBlank()) {
            throw new IllegalArgumentException("Say why the settings of " + archive.name() + " change.");
        }
        Instant at = clock.instant();
        store.put(archive, at);
        if (archive.enabled() && archive.searchEvery() != null) queue.search(archive.id(), at);
        else queue.noSearch(archive.id());
        events.publishEvent(Audited.change(
                before.isPresent() ? "archive.changed" : "archive.added", archive.name(), old, now, why));
    }

    /// without what is secret
    private static Map<String, Object> settings(Archive archive) {
        Map<String, Object> settings = new TreeMap<>();
        settings.put("name", archive.name());
        settings.put("address", archive.baseUrl().toString());
        settings.put("login", archive.login().kind());
        settings.put("ownCertificates", archive.trustPem() == null ? "none" : "SHA-256 " + Routers.sha256(archive.trustPem()));
        settings.put("sendsResults", archive.sendResults());
        settings.put("searchEveryMinutes", archive.searchEvery() == null ? 0 : archive.searchEvery().toMinutes());
        settings.put("criteria", archive.criteria().toString());
        settings.put("enabled", archive.enabled());
        return settings;
    }

    /// which images the study's frozen protocol plans to take; empty where it does not say
    public Optional<Criteria> planned(UUID studyId) {
        return planned.of(studyId);
    }

    /// which images a search in the archive asks for now: what its own criteria and the protocol's both take
    ///
    /// @throws IllegalArgumentException in one sentence where that is nothing
    public Criteria searched(Archive archive) {
        return planned.narrowed(archive.studyId(), archive.criteria());
    }

    /// asks the archive for one study
    ///
    /// @return a sentence for the page where it does not answer as it should, empty where it does
    public Optional<String> test(Archive archive) {
        try {
            transfers.ping(archive);
            return Optional.empty();
        } catch (ArchiveException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            // certificates that are none
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /// searches as soon as a thread is free
    public void searchNow(UUID archiveId) {
        queue.search(archiveId, clock.instant());
    }

    /// what is not done before what is, the newest first
    public List<Job> jobs(UUID archiveId, int most) {
        return objects.jobs(archiveId, most);
    }

    /// how many jobs of each state an archive has; 0 for none
    public Map<Job.State, Integer> counts(UUID archiveId) {
        Map<Job.State, Integer> counts = new EnumMap<>(Job.State.class);
        for (Job.State state : Job.State.values()) counts.put(state, 0);
        for (ObjectStore.Count count : objects.counts()) {
            if (count.archiveId().equals(archiveId)) counts.put(count.state(), count.jobs());
        }
        return counts;
    }

    /// lets a job that failed or waits for a later time be done now
    @Transactional
    public void tryAgain(UUID jobId) {
        if (objects.again(jobId, clock.instant())) queue.jobAgain(jobId, clock.instant());
    }

    /// lets every job of the archive that failed be done now
    @Transactional
    public void tryFailedAgain(UUID archiveId) {
        for (Job job : objects.jobs(archiveId, 10_000)) {
            if (job.state() == Job.State.FAILED) tryAgain(job.id());
        }
    }

    /// a search whose plan was lost, as with a restored database, is planned again
    @EventListener(ApplicationReadyEvent.class)
    void planSearches() {
        for (Archive archive : store.all()) {
            Duration every = archive.searchEvery();
            if (!archive.enabled() || every == null) continue;
            Instant last = archive.health().searchedAt();
            Instant next = last == null ? clock.instant() : last.plus(every);
            queue.search(archive.id(), next.isBefore(clock.instant()) ? clock.instant() : next);
        }
    }
}
