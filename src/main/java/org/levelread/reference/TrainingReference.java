package org.levelread.reference;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.levelread.imaging.Point;
import org.levelread.reading.Feedback;
import org.levelread.reading.ReadingLevel;
import org.levelread.reading.TrainingCase;
import org.levelread.reading.TrainingFeedback;
import org.levelread.reading.Trainings;
import org.springframework.stereotype.Component;

/// Shows the reference of a training film once its answer is signed. An answer is right where its instrumented levels are the
/// reference's, or where both say that the levels cannot be determined.
@Component
class TrainingReference implements TrainingFeedback {
    private final References references;
    private final Trainings trainings;

    TrainingReference(References references, Trainings trainings) {
        this.references = references;
        this.trainings = trainings;
    }

    @Override
    public Optional<Feedback> after(UUID readingId) {
        return trainings.signed(readingId).map(this::feedback);
    }

    private Feedback feedback(TrainingCase signed) {
        Optional<FilmReference> reference = references.find(signed.filmId());
        if (reference.isEmpty()) {
            // the lead marked a film without one: the reader cannot be wrong
            return new Feedback(List.of(), "This film has no reference. " + trainings.judge(signed.readingId(), true), true);
        }
        boolean right = signed.determinable() == reference.get().determinable()
                && (!signed.determinable() || signed.instrumented().equals(reference.get().instrumented()));
        return new Feedback(places(reference.get()), trainings.judge(signed.readingId(), right), right);
    }

    /// the middle of each level that has an outline
    private static List<ReadingLevel> places(FilmReference reference) {
        return reference.levels().stream()
                .filter(level -> !level.corners().isEmpty())
                .map(level -> new ReadingLevel(
                        level.level(),
                        level.corners().stream().mapToDouble(Point::x).average().orElseThrow(),
                        level.corners().stream().mapToDouble(Point::y).average().orElseThrow(),
                        reference.instrumented().contains(level.level())))
                .toList();
    }
}
