package org.levelread.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.levelread.ApplicationTest;
import org.levelread.cases.Film;
import org.levelread.protocol.Study;
import org.levelread.readers.Account;
import org.levelread.readers.Role;
import org.levelread.reading.StudyPlan.PlannedFilm;
import org.levelread.reading.StudyPlan.PlannedRead;
import org.levelread.spine.Level;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

class ReadingsTest extends ApplicationTest {
    private static final Answer ANSWER = new Answer(
            List.of(new ReadingLevel(Level.L5, 10, 90, true), new ReadingLevel(Level.L4, 10, 50, false)), true, "");

    @Autowired
    Readings readings;

    @Autowired
    Answering answering;

    @Autowired
    AssignedFilms assigned;

    @Autowired
    Conduct conduct;

    private Study study;
    private Account ann;
    private Account ben;

    @BeforeEach
    void twoReaders() {
        study = study();
        ann = account(Role.READER);
        ben = account(Role.READER);
    }

    @Test
    void filmsThatComeOneByOneReachEveryReaderInAnOrderOfTheirOwn() {
        List<Film> added = films(12);

        List<UUID> annsOrder = readAll(ann);
        List<UUID> bensOrder = readAll(ben);

        List<UUID> ids = added.stream().map(Film::id).toList();
        assertThat(annsOrder).containsExactlyInAnyOrderElementsOf(ids).isNotEqualTo(ids);
        assertThat(bensOrder).containsExactlyInAnyOrderElementsOf(ids).isNotEqualTo(annsOrder);
        // whoever has protocol, numbers and position can compute it again
        assertThat(annsOrder).isEqualTo(planned(ann, added));
        assertThat(bensOrder).isEqualTo(planned(ben, added));
    }

    private List<UUID> planned(Account reader, List<Film> films) {
        int position = jdbc.sql("select position from reading.study_reader where study_id = :study and reader_id = :reader")
                .param("study", study.id())
                .param("reader", reader.id())
                .query(Integer.class)
                .single();
        List<PlannedFilm> numbered = films.stream()
                .map(film -> new PlannedFilm(film.id(), film.number(), "unknown"))
                .toList();
        return new StudyPlan(protocols.latest(study.id()).orElseThrow().protocol(), numbered, position + 1)
                .of(position).stream().map(PlannedRead::film).toList();
    }

    @Test
    void aReaderWhoComesLaterGetsTheFilmsToo() {
        films(3);
        Account late = account(Role.READER);
        signIn(late);
        assertThat(readings.openNext(study.id())).isPresent();
        assertThat(readings.ownProgress(study.id())).isEqualTo(new ReaderProgress(late.id(), 3, 0));
    }

    @Test
    void aFilmThatIsOpenStaysTheOneToReadWhenMoreArrive() {
        films(2);
        signIn(ann);
        Reading begun = readings.openNext(study.id()).orElseThrow();
        films(8);
        assertThat(readings.openNext(study.id()).orElseThrow()).isEqualTo(begun);
        assertThat(begun.orderIndex()).isEqualTo(1);
    }

    @Test
    void aReadKeepsItsIdWhenMoreFilmsAreDealt() {
        films(4);
        readings.assignAll(study.id());
        Map<UUID, UUID> before = idsByFilm(ann);
        assertThat(before).hasSize(4);
        films(8);
        assertThat(idsByFilm(ann)).hasSize(12).containsAllEntriesOf(before);
        assertThat(idsByFilm(ben)).doesNotContainValue(before.values().iterator().next());
    }

    private Map<UUID, UUID> idsByFilm(Account reader) {
        signIn(account(Role.STUDY_LEAD));
        return conduct.assignments(study.id()).stream()
                .filter(read -> read.readerId().equals(reader.id()))
                .collect(Collectors.toMap(Assignment::filmId, Assignment::readingId));
    }

    @Test
    void onlyTheLeadSeesTheReadersAnswers() {
        for (Role role : List.of(Role.READER, Role.SURGEON)) {
            signIn(account(role));
            assertDenied(() -> readings.submitted(study.id()));
            assertDenied(() -> readings.progress(study.id()));
        }
        signIn(account(Role.STUDY_LEAD));
        assertThat(readings.submitted(study.id())).isEmpty();
    }

    @Test
    void aReaderMayFetchOnlyTheFilmsOfOpenedReadings() {
        Film film = films(1).getFirst();
        signIn(ann);
        Reading opened = readings.openNext(study.id()).orElseThrow();
        assertThat(assigned.film(ann.id(), opened.id())).contains(film.id());
        assertThat(assigned.film(ann.id(), film.id())).isEmpty();
        assertThat(assigned.film(ben.id(), opened.id())).isEmpty();
        assertThat(assigned.film(ann.id(), UUID.randomUUID())).isEmpty();
    }

    @Test
    void recordsAnAnswerOfAnotherTime() {
        Film film = films(1).getFirst();
        Instant opened = Instant.parse("2026-01-05T09:00:00Z");
        Instant submitted = opened.plusSeconds(73);

        readings.record(study.id(), film.id(), ann.id(), ANSWER, opened, submitted);
        readings.record(study.id(), film.id(), ann.id(), Answer.EMPTY, opened, submitted);

        signIn(account(Role.STUDY_LEAD));
        assertThat(readings.submitted(study.id())).singleElement().satisfies(r -> {
            assertThat(r.answer()).isEqualTo(ANSWER);
            assertThat(r.openedAt()).isEqualTo(opened);
            assertThat(r.submittedAt()).isEqualTo(submitted);
            assertThat(r.activeMs()).isEqualTo(73_000);
        });
        assertThatThrownBy(() -> readings.record(study.id(), film.id(), ben.id(), Answer.EMPTY, opened, submitted))
                .hasMessageStartingWith("Name at least one level");
    }

    private static void assertDenied(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(call);
    }

    private List<Film> films(int n) {
        List<Film> added = new ArrayList<>();
        for (int i = 0; i < n; i++) added.add(film(study, "doe_jane_" + i + ".png"));
        return added;
    }

    private List<UUID> readAll(Account reader) {
        signIn(reader);
        List<UUID> order = new ArrayList<>();
        for (var next = readings.openNext(study.id()); next.isPresent(); next = readings.openNext(study.id())) {
            Reading reading = next.get();
            order.add(reading.filmId());
            assertThat(reading.orderIndex()).isEqualTo(order.size());
            Submissions.submit(answering, reading, ANSWER, 1000);
        }
        return order;
    }
}
