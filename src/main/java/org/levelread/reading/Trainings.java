package org.levelread.reading;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.levelread.reading.Assignment.Kind;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The training films, for the room that knows their reference.
@Service
public class Trainings {
    private final AssignmentStore store;
    private final ReadingStore readings;
    private final Assignments assignments;

    Trainings(AssignmentStore store, ReadingStore readings, Assignments assignments) {
        this.store = store;
        this.readings = readings;
        this.assignments = assignments;
    }

    /// empty unless the reading is a submitted training film
    public Optional<TrainingCase> signed(UUID readingId) {
        return store.find(readingId)
                .filter(read -> read.kind() == Kind.TRAINING && read.state() == ReadingState.SUBMITTED)
                .map(read -> {
                    Answer answer = readings.find(readingId).orElseThrow().answer();
                    return new TrainingCase(
                            readingId, read.filmId(), answer.determinable(), Set.copyOf(answer.instrumented()));
                });
    }

    /// Writes down whether the film was named right; opens the study or repeats the training after the last one.
    ///
    /// @return one sentence or two for the reader
    @Transactional
    public String judge(UUID readingId, boolean right) {
        return assignments.judge(store.find(readingId).orElseThrow(), right);
    }
}
