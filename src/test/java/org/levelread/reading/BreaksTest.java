package org.levelread.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.levelread.reading.Breaks.Stretch;

class BreaksTest {
    private static final Instant NINE = Instant.parse("2027-01-11T09:00:00Z");
    private static final Duration AFTER = Duration.ofMinutes(45);
    private static final Duration LENGTH = Duration.ofMinutes(10);

    private final List<Stretch> newestFirst = new ArrayList<>();

    private void read(int fromMinute, int toMinute, int idleMinutes) {
        newestFirst.addFirst(new Stretch(at(fromMinute), at(toMinute), Duration.ofMinutes(idleMinutes)));
    }

    private static Instant at(int minute) {
        return NINE.plus(Duration.ofMinutes(minute));
    }

    private Optional<Instant> until(int minute) {
        return Breaks.until(newestFirst, AFTER, LENGTH, null, at(minute));
    }

    @Test
    void noBreakIsDueBeforeTheWorkIsDone() {
        assertThat(until(0)).isEmpty();
        read(0, 44, 0);
        assertThat(until(44)).isEmpty();
    }

    @Test
    void workAddsUpOverFilmsAndTheBreakEndsByTheClock() {
        for (int film = 0; film < 15; film++) read(3 * film, 3 * film + 3, 0);
        assertThat(until(45)).contains(at(55));
        assertThat(until(54)).contains(at(55));
        assertThat(until(55)).isEmpty();
    }

    @Test
    void aPauseAsLongAsABreakIsOne() {
        read(0, 30, 0);
        read(40, 60, 0);
        assertThat(until(60)).isEmpty();
        newestFirst.clear();
        read(0, 30, 0);
        read(39, 60, 0);
        assertThat(until(60)).contains(at(70));
    }

    @Test
    void timeWithoutInputIsNoWork() {
        read(0, 30, 9);
        read(30, 53, 0);
        assertThat(until(53)).isEmpty();
        read(53, 54, 0);
        assertThat(until(54)).contains(at(64));
        newestFirst.clear();
        read(0, 200, 170);
        read(200, 230, 0);
        assertThat(until(230)).as("the half hour of work on that film counts, the hours without input do not").contains(at(240));
        newestFirst.removeFirst();
        read(200, 210, 0);
        assertThat(until(210)).isEmpty();
    }

    @Test
    void whoReadOnForAReasonIsAskedAfterTheSameTimeAgain() {
        read(0, 45, 0);
        assertThat(Breaks.until(newestFirst, AFTER, LENGTH, at(45), at(45))).isEmpty();
        read(46, 91, 0);
        assertThat(Breaks.until(newestFirst, AFTER, LENGTH, at(45), at(91))).contains(at(101));
    }
}
