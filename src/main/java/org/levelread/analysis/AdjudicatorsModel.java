package org.levelread.analysis;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.levelread.prediction.PredictionRun;
import org.levelread.prediction.Predictions;
import org.levelread.prediction.RunState;
import org.levelread.reading.Answer;
import org.levelread.reading.ReadingLevel;
import org.levelread.reference.ModelOpinion;
import org.levelread.reference.ModelOpinions;
import org.springframework.stereotype.Component;

/// The newest finished prediction of a film in the form of a reader's answer. The room `reference` asks for it only where its
/// protocol lets adjudicators see it.
@Component
class AdjudicatorsModel implements ModelOpinions {
    private final Predictions predictions;

    AdjudicatorsModel(Predictions predictions) {
        this.predictions = predictions;
    }

    @Override
    public Optional<ModelOpinion> of(UUID filmId) {
        return predictions.latest(filmId).filter(run -> run.state() == RunState.DONE).map(AdjudicatorsModel::opinion);
    }

    private static ModelOpinion opinion(PredictionRun run) {
        AnswerOnFilm said = Answers.modelOnFilm(run);
        List<ReadingLevel> levels = said.determinable()
                ? said.levels().stream()
                        .map(place -> new ReadingLevel(place.level(), place.x(), place.y(), place.instrumented()))
                        .toList()
                : List.of();
        String versions = Answers.model(run).versions().entrySet().stream()
                .map(model -> model.getKey() + " " + model.getValue())
                .collect(Collectors.joining(", "));
        return new ModelOpinion(
                new Answer(levels, said.determinable(), said.determinable() ? "" : said.reason().orElse("no reason given")),
                versions);
    }
}
