package org.levelread.reference;

import java.util.List;
import java.util.Optional;
import org.levelread.cases.Film;
import org.levelread.reading.Answer;

/// One film before an adjudicator: the readers' answers without names, in an order of this adjudicator's own.
///
/// @param answers at least two
/// @param differ whether the readers do not all give the same instrumented levels
/// @param model what the model says; empty unless the protocol shows it to adjudicators
/// @param own the adjudicator's newest decision
public record AdjudicationCase(
        Film film, List<Answer> answers, boolean differ, Optional<ModelOpinion> model, Optional<Adjudication> own) {
    public AdjudicationCase {
        answers = List.copyOf(answers);
    }
}
