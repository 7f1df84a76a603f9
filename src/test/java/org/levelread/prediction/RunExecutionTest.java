package org.levelread.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.levelread.ApplicationTest;
import org.levelread.cases.Film;
import org.levelread.cases.FilmProgress;
import org.levelread.imaging.Mask;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionOperations;

class RunExecutionTest extends ApplicationTest {
    private static final String RESULT = """
            {"film": "Film 1", "determinable": true, "reason": null, "instrumentedLevels": ["L4", "L5"]}""";

    @Autowired
    RunStore store;

    @Autowired
    Predictions predictions;

    @Autowired
    RunProgress progress;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionOperations transaction;

    @Autowired
    DataSource dataSource;

    private Film film;

    @BeforeEach
    void queue() {
        film = film(study(), "x.dcm");
    }

    private RunExecution execution(Predictor predictor) {
        return new RunExecution(store, films, predictor, events, transaction, Clock.systemUTC());
    }

    private PredictionRun run() {
        return predictions.latest(film.id()).orElseThrow();
    }

    private static Predictor.Predicted predicted(Film film) {
        Mask mask = new Mask(film.width(), film.height());
        mask.values()[5] = 1;
        return new Predictor.Predicted(RESULT, "{\"vertebrae\": \"1\"}", Map.of(Structure.VERTEBRAE, mask));
    }

    private FilmProgress told() {
        return progress.inStudy(film.studyId()).get(film.id());
    }

    @Test
    void keepsResultModelsAndMasks() {
        assertThat(told().state()).isEqualTo(FilmProgress.State.QUEUED);
        execution((film, radiograph) -> predicted(film)).execute(run().id());

        PredictionRun run = run();
        assertThat(run.state()).isEqualTo(RunState.DONE);
        assertThat(run.result()).contains("instrumentedLevels");
        assertThat(run.models()).isEqualTo("{\"vertebrae\": \"1\"}");
        assertThat(told()).isEqualTo(new FilmProgress(FilmProgress.State.DONE, "L4, L5 instrumented"));
        assertThat(predictions.mask(run.id(), Structure.VERTEBRAE)).hasValueSatisfying(mask -> {
            assertThat(mask.count()).isOne();
            assertThat(mask.at(5, 0)).isTrue();
        });
        assertThat(predictions.mask(run.id(), Structure.SACRUM)).isEmpty();
    }

    @Test
    void aFailureKeepsItsSentenceAndMayBeRunAgain() {
        execution((film, radiograph) -> {
                    throw new PredictionFailed("The models are missing: put them into models/.");
                })
                .execute(run().id());
        PredictionRun failed = run();
        assertThat(failed.state()).isEqualTo(RunState.FAILED);
        assertThat(failed.error()).isEqualTo("The models are missing: put them into models/.");

        predictions.requeue(film.id());
        assertThat(run().id()).isNotEqualTo(failed.id());
        assertThat(run().state()).isEqualTo(RunState.QUEUED);
        UUID waiting = run().id();
        predictions.requeue(film.id());
        assertThat(run().id()).isEqualTo(waiting);
    }

    @Test
    void anErrorOfTheProgramEndsTheRunWithoutItsInsides() {
        execution((film, radiograph) -> {
                    throw new ArrayIndexOutOfBoundsException("Index 7 out of bounds for length 7");
                })
                .execute(run().id());

        assertThat(run().state()).isEqualTo(RunState.FAILED);
        assertThat(run().error()).contains(run().id().toString()).doesNotContain("Index");
    }

    @Test
    void aRunThatIsOverIsNotRunAgain() {
        AtomicInteger times = new AtomicInteger();
        RunExecution execution = execution((film, radiograph) -> {
            times.incrementAndGet();
            return predicted(film);
        });
        execution.execute(run().id());
        execution.execute(run().id());

        assertThat(times).hasValue(1);
    }

    /// The first server dies in the middle: it stops beating and its run stays RUNNING. The second takes the
    /// run up.
    @Test
    void aRunOfAServerThatDiedIsTakenUpByAnother() throws Exception {
        jdbc.sql("delete from scheduled_tasks where task_instance <> :run")
                .param("run", run().id().toString())
                .update();
        CountDownLatch inTheMiddle = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Scheduler first = scheduler("first", (film, radiograph) -> {
            inTheMiddle.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new PredictionFailed("the first server is dead and must not answer");
        });
        first.start();
        assertThat(inTheMiddle.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(run().state()).isEqualTo(RunState.RUNNING);
        // what a kill leaves: the execution is picked by a name that will never beat again
        jdbc.sql(
                        "update scheduled_tasks set picked_by = 'killed', last_heartbeat = now() - interval '1 hour', version = version + 1"
                                + " where task_instance = :run")
                .param("run", run().id().toString())
                .update();

        Scheduler second = scheduler("second", (film, radiograph) -> predicted(film));
        second.start();
        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> run().state() == RunState.DONE);
        } finally {
            second.stop();
            first.stop();
        }
        // the first server's late answer changes nothing any more
        assertThat(run().state()).isEqualTo(RunState.DONE);
    }

    private Scheduler scheduler(String name, Predictor predictor) {
        return Scheduler.create(dataSource, new RunExecution.Scheduling().predictionRun(execution(predictor)))
                .schedulerName(new SchedulerName.Fixed(name))
                .threads(1)
                .shutdownMaxWait(Duration.ofMillis(200))
                .pollingInterval(Duration.ofMillis(100))
                .heartbeatInterval(Duration.ofMillis(300))
                .missedHeartbeatsLimit(4)
                .build();
    }
}
