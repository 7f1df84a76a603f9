package org.levelread.cases;

import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/// Tells how far each film is; implemented by the room that runs the pipeline, which this room does not know.
public interface FilmProgressSource {
    /// the latest progress of each film that has any, by film
    Map<UUID, FilmProgress> inStudy(UUID studyId);

    /// asks for another run over a film whose latest one failed
    void runAgain(UUID filmId);

    /// calls back with the film's id after each change, in any thread
    ///
    /// @return ends the subscription
    Runnable onChange(Consumer<UUID> listener);
}
