package org.levelread.reference;

import java.util.Optional;
import java.util.UUID;

/// The model's answers for adjudicators. This room knows nothing of the model: another one implements this, and [Adjudications] asks
/// it only where the frozen protocol says `adjudication.showModel: true`.
public interface ModelOpinions {
    /// empty where the film has no finished prediction
    Optional<ModelOpinion> of(UUID filmId);
}
