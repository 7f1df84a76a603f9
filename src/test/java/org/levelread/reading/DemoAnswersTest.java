package org.levelread.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.levelread.ApplicationTest;
import org.levelread.Fixtures;
import org.levelread.cases.Film;
import org.levelread.protocol.DemoStudyLoaded;
import org.levelread.protocol.Step;
import org.levelread.protocol.StepOutcome;
import org.levelread.protocol.Study;
import org.levelread.readers.Account;
import org.levelread.readers.Role;
import org.levelread.spine.Level;
import org.springframework.beans.factory.annotation.Autowired;

class DemoAnswersTest extends ApplicationTest {
    @Autowired
    DemoAnswers demo;

    @Autowired
    Readings readings;

    @Test
    void submitsWhatTheFileSaysOnceAndLeavesOutWhatIsWrong(@TempDir Path folder) throws IOException {
        Study study = study();
        Film first = film(study, "one.dcm");
        Film second = film(study, "two.dcm");
        Account reader = account(Role.READER);
        Files.writeString(
                folder.resolve("answers.json"), """
                {"answers": [
                  {"reader": "%1$s", "film": %2$d, "submitted": "2026-02-03T10:20:30Z", "seconds": 41.5, "determinable": true,
                   "reason": "", "levels": [{"level": "L5", "x": 50, "y": 150.5, "instrumented": true}]},
                  {"reader": "%1$s", "film": %3$d, "submitted": "2026-02-03T10:22:00Z", "seconds": 12, "determinable": false,
                   "reason": "Wrong view", "levels": []},
                  {"reader": "nobody", "film": 1, "submitted": "2026-02-03T10:22:00Z", "seconds": 12, "determinable": true,
                   "levels": [{"level": "L5", "x": 50, "y": 150, "instrumented": true}]},
                  {"reader": "%1$s", "film": 99, "submitted": "2026-02-03T10:22:00Z", "seconds": 12, "determinable": true}
                ]}""".formatted(reader.username(), first.number(), second.number()));

        demo.on(new DemoStudyLoaded(study.id(), folder));
        demo.on(new DemoStudyLoaded(study.id(), folder));

        signIn(account(Role.STUDY_LEAD));
        List<Reading> submitted = readings.submitted(study.id()).stream()
                .filter(reading -> reading.readerId().equals(reader.id()))
                .toList();
        assertThat(submitted).hasSize(2);
        assertThat(submitted)
                .filteredOn(r -> r.filmId().equals(first.id()))
                .singleElement()
                .satisfies(reading -> {
                    assertThat(reading.submittedAt()).isEqualTo(Instant.parse("2026-02-03T10:20:30Z"));
                    assertThat(reading.activeMs()).isEqualTo(41_500);
                    assertThat(reading.answer().levels()).containsExactly(new ReadingLevel(Level.L5, 50, 150.5, true));
                });
    }

    /// A server whose demo study was closed or locked starts again, and leaves the study as it is.
    @Test
    void aClosedOrLockedDemoIsLeftAsItIs(@TempDir Path folder) throws IOException {
        Study study = study();
        Film only = film(study, "one.dcm");
        Account reader = account(Role.READER);
        Files.writeString(
                folder.resolve("answers.json"), """
                {"answers": [{"reader": "%s", "film": %d, "submitted": "2026-02-03T10:20:30Z", "seconds": 41.5,
                  "determinable": false, "reason": "Wrong view", "levels": []}]}"""
                        .formatted(reader.username(), only.number()));
        Account lead = account(Role.STUDY_LEAD);
        signIn(lead);
        assertThat(protocols.take(study.id(), Step.CLOSED, "All films are read", "")).isEqualTo(new StepOutcome.Taken());
        signOut();
        demo.on(new DemoStudyLoaded(study.id(), folder));
        signIn(lead);
        assertThat(readings.submitted(study.id())).isEmpty();
        assertThat(protocols.take(study.id(), Step.LOCKED, "", Fixtures.password(lead))).isEqualTo(new StepOutcome.Taken());
        signOut();
        demo.on(new DemoStudyLoaded(study.id(), folder));
        signIn(lead);
        assertThat(readings.submitted(study.id())).isEmpty();
    }

    @Test
    void aDemoWithoutAnswersIsLeftAlone(@TempDir Path folder) {
        Study study = study();
        demo.on(new DemoStudyLoaded(study.id(), folder));
        signIn(account(Role.STUDY_LEAD));
        assertThat(readings.submitted(study.id())).isEmpty();
    }
}
