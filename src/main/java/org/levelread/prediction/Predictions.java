package org.levelread.prediction;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.levelread.audit.Audited;
import org.levelread.cases.FilmAdded;
import org.levelread.imaging.LabelMap;
import org.levelread.imaging.Mask;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The runs of the pipeline: queued here, executed by [RunExecution] in the background.
@Service
public class Predictions {
    private final RunStore store;
    private final SchedulerClient scheduler;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Predictions(RunStore store, SchedulerClient scheduler, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.scheduler = scheduler;
        this.events = events;
        this.clock = clock;
    }

    /// in the transaction that stores the film
    @EventListener
    @Transactional
    void on(FilmAdded added) {
        queue(added.filmId());
    }

    /// asks for another run over the film; a run that is still waiting or running is not doubled
    @Transactional
    public void requeue(UUID filmId) {
        Optional<PredictionRun> latest = store.latest(filmId);
        if (latest.isPresent()) {
            RunState state = latest.get().state();
            if (state == RunState.QUEUED || state == RunState.RUNNING) return;
        }
        queue(filmId);
        events.publishEvent(new Audited("prediction.requeued", filmId.toString(), Map.of()));
    }

    private void queue(UUID filmId) {
        UUID runId = UUID.randomUUID();
        Instant now = clock.instant();
        store.add(runId, filmId, now);
        scheduler.schedule(RunExecution.TASK.instance(runId.toString()).scheduledTo(now));
        events.publishEvent(new RunChanged(filmId, RunState.QUEUED));
    }

    public Optional<PredictionRun> find(UUID runId) {
        return store.find(runId);
    }

    /// the newest run over the film
    public Optional<PredictionRun> latest(UUID filmId) {
        return store.latest(filmId);
    }

    /// the newest run of each film that has one, by the films' numbers
    public List<PredictionRun> latestInStudy(UUID studyId) {
        return store.latestInStudy(studyId);
    }

    /// on the film's grid; empty where the run has no such mask
    public Optional<Mask> mask(UUID runId, Structure structure) {
        return store.mask(runId, structure);
    }

    /// body k of the run's levels as k + 1, on the film's grid; empty where the run kept no such map
    public Optional<LabelMap> levels(UUID runId) {
        return store.levels(runId);
    }
}
