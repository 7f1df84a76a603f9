package org.levelread.reading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.levelread.cases.Film;
import org.levelread.cases.Films;
import org.levelread.protocol.DemoStudyLoaded;
import org.levelread.protocol.Protocols;
import org.levelread.protocol.StudyState;
import org.levelread.readers.Account;
import org.levelread.readers.Accounts;
import org.levelread.spine.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Submits the answers that the demo study's readers gave, from `answers.json` in the demo's folder:
///
/// ```
/// {"answers": [{"reader": "reader1", "film": 3, "submitted": "2026-02-03T10:20:30Z", "seconds": 41.5,
///   "determinable": true, "reason": "",
///   "levels": [{"level": "L5", "x": 512.0, "y": 1400.5, "instrumented": true}]}]}
/// ```
///
/// `film` is the film's number, positions are film pixels, and a reading was open for `seconds` before
/// `submitted`. A reading that is submitted already stays as it is, so the file may be read at every start.
@Component
class DemoAnswers {
    private static final Logger log = LoggerFactory.getLogger(DemoAnswers.class);

    private final Readings readings;
    private final Protocols protocols;
    private final Films films;
    private final Accounts accounts;
    private final JsonMapper json;

    DemoAnswers(Readings readings, Protocols protocols, Films films, Accounts accounts, JsonMapper json) {
        this.readings = readings;
        this.protocols = protocols;
        this.films = films;
        this.accounts = accounts;
        this.json = json;
    }

    record AnswersFile(List<GivenAnswer> answers) {}

    record GivenAnswer(
            String reader,
            int film,
            Instant submitted,
            double seconds,
            boolean determinable,
            @Nullable String reason,
            @Nullable List<GivenLevel> levels) {
        Answer answer() {
            List<ReadingLevel> named = levels == null
                    ? List.of()
                    : levels.stream().map(GivenLevel::toReadingLevel).toList();
            return new Answer(named, determinable, reason == null ? "" : reason);
        }

        Instant opened() {
            return submitted.minus(Duration.ofMillis(Math.round(seconds * 1000)));
        }
    }

    record GivenLevel(String level, double x, double y, boolean instrumented) {
        ReadingLevel toReadingLevel() {
            return new ReadingLevel(Level.valueOf(level), x, y, instrumented);
        }
    }

    @EventListener
    void on(DemoStudyLoaded loaded) {
        Path file = loaded.folder().resolve("answers.json");
        if (!Files.exists(file)) return;
        StudyState state = protocols.state(loaded.studyId());
        // who closed or locked the demo meant it: its rows stay, and the server starts
        if (state != StudyState.READING && state != StudyState.PAUSED) return;
        try {
            AnswersFile given = json.readValue(Files.readString(file), AnswersFile.class);
            submit(loaded.studyId(), given.answers());
        } catch (IOException | JacksonException e) {
            log.error("The demo readers' answers in {} cannot be read", file, e);
        }
    }

    private void submit(UUID studyId, List<GivenAnswer> answers) {
        Map<Integer, Film> byNumber =
                films.inStudy(studyId).stream().collect(Collectors.toMap(Film::number, Function.identity()));
        readings.assignAll(studyId);
        List<String> leftOut = new ArrayList<>();
        for (GivenAnswer given : answers) {
            Film film = byNumber.get(given.film());
            Account reader = accounts.find(given.reader()).orElse(null);
            if (film == null || reader == null) {
                leftOut.add("%s on film %d: no such %s"
                        .formatted(given.reader(), given.film(), film == null ? "film" : "reader"));
                continue;
            }
            try {
                readings.record(studyId, film.id(), reader.id(), given.answer(), given.opened(), given.submitted());
            } catch (IllegalArgumentException e) {
                leftOut.add("%s on film %d: %s".formatted(given.reader(), given.film(), e.getMessage()));
            }
        }
        if (!leftOut.isEmpty()) log.warn("Answers of the demo that were left out: {}", leftOut);
    }
}
