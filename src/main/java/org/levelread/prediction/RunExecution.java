package org.levelread.prediction;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.levelread.audit.Audited;
import org.levelread.cases.Film;
import org.levelread.cases.Films;
import org.levelread.imaging.Radiograph;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Executes a queued run. A run that was left running by a server that died is executed again from its beginning.
@Component
class RunExecution {
    static final TaskDescriptor<Void> TASK = TaskDescriptor.of("prediction-run");

    private static final Logger log = LoggerFactory.getLogger(RunExecution.class);

    private final RunStore store;
    private final Films films;
    private final Predictor predictor;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transaction;
    private final Clock clock;

    RunExecution(
            RunStore store,
            Films films,
            Predictor predictor,
            ApplicationEventPublisher events,
            TransactionOperations transaction,
            Clock clock) {
        this.store = store;
        this.films = films;
        this.predictor = predictor;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    void execute(UUID runId) {
        PredictionRun run = store.find(runId).orElse(null);
        // the film was deleted while its run waited, or the run was finished by another server
        if (run == null || !start(run)) return;
        Film film = films.find(run.filmId()).orElseThrow();
        Radiograph radiograph = films.radiograph(film.id());
        Predictor.Predicted predicted;
        try {
            predicted = predictor.predict(film, radiograph);
        } catch (PredictionFailed e) {
            Throwable cause = e.getCause();
            log.warn("Run {} failed: {}", runId, cause == null ? e.getMessage() : cause.getMessage());
            fail(run, film, e.getMessage());
            return;
        } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
            log.error("Run {} failed", runId, e);
            fail(
                    run,
                    film,
                    "The film could not be processed: the program met an error, which the server's log has under"
                            + " run " + runId + ".");
            return;
        }
        finish(run, film, predicted);
    }

    private boolean start(PredictionRun run) {
        return transaction.execute(status -> {
            boolean started = store.start(run.id(), clock.instant());
            if (started) events.publishEvent(new RunChanged(run.filmId(), RunState.RUNNING));
            return started;
        });
    }

    private void finish(PredictionRun run, Film film, Predictor.Predicted predicted) {
        transaction.executeWithoutResult(status -> {
            if (!store.finish(run.id(), predicted, clock.instant())) return;
            events.publishEvent(Audited.entry(
                    "prediction.finished", film.title(), Map.of("run", run.id().toString()), ""));
            events.publishEvent(new RunChanged(run.filmId(), RunState.DONE));
        });
    }

    private void fail(PredictionRun run, Film film, String sentence) {
        transaction.executeWithoutResult(status -> {
            if (!store.fail(run.id(), sentence, clock.instant())) return;
            events.publishEvent(Audited.entry(
                    "prediction.failed", film.title(), Map.of("run", run.id().toString()), sentence));
            events.publishEvent(new RunChanged(run.filmId(), RunState.FAILED));
        });
    }

    /// A lost database is retried for a while; everything else ends the run in [#execute].
    @Configuration
    static class Scheduling {
        @Bean
        Task<Void> predictionRun(RunExecution runs) {
            return Tasks.oneTime(TASK)
                    .onDeadExecutionRevive()
                    .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(Duration.ofSeconds(5), 2))
                    .execute((instance, context) -> runs.execute(UUID.fromString(instance.getId())));
        }
    }
}
