package org.levelread.prediction;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.levelread.cases.FilmProgress;
import org.levelread.cases.FilmProgressSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tells pages how far the runs are, and when that changes.
@Component
public class RunProgress implements FilmProgressSource {
    private static final Logger log = LoggerFactory.getLogger(RunProgress.class);

    private final RunStore store;
    private final Predictions predictions;
    private final JsonMapper json;
    private final CopyOnWriteArrayList<Consumer<UUID>> listeners = new CopyOnWriteArrayList<>();

    RunProgress(RunStore store, Predictions predictions, JsonMapper json) {
        this.store = store;
        this.predictions = predictions;
        this.json = json;
    }

    @Override
    public Map<UUID, FilmProgress> inStudy(UUID studyId) {
        return store.latestInStudy(studyId).stream().collect(Collectors.toMap(PredictionRun::filmId, this::progress));
    }

    @Override
    public void runAgain(UUID filmId) {
        predictions.requeue(filmId);
    }

    @Override
    public Runnable onChange(Consumer<UUID> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /// after the commit, so that a page that asks then sees the new state
    @TransactionalEventListener(fallbackExecution = true)
    void tell(RunChanged changed) {
        for (Consumer<UUID> listener : listeners) {
            try {
                listener.accept(changed.filmId());
            } catch (RuntimeException e) {
                log.debug("a page that went away was not told of a run", e);
            }
        }
    }

    private FilmProgress progress(PredictionRun run) {
        return switch (run.state()) {
            case QUEUED -> new FilmProgress(FilmProgress.State.QUEUED, "");
            case RUNNING -> new FilmProgress(FilmProgress.State.RUNNING, "");
            case FAILED -> new FilmProgress(FilmProgress.State.FAILED, String.valueOf(run.error()));
            case DONE ->
                new FilmProgress(FilmProgress.State.DONE, summary(json.readTree(String.valueOf(run.result()))));
        };
    }

    /// "L4, L5, S1 instrumented", "no instrumentation" or "not determinable: the sacrum is not in view"
    private static String summary(JsonNode result) {
        if (!result.path("determinable").asBoolean(false)) {
            String reason = result.path("reason").asString("");
            return reason.isEmpty() ? "not determinable" : "not determinable: " + reason;
        }
        String levels = result.path("instrumentedLevels")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.joining(", "));
        return levels.isEmpty() ? "no instrumented level" : levels + " instrumented";
    }
}
