package org.levelread.reading;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// When a break is due, by the server's clock.
final class Breaks {
    /// A film that was open: from its opening to what was last saved or signed of it.
    ///
    /// @param idle of this time without any input
    record Stretch(Instant from, Instant to, Duration idle) {
        Duration work() {
            Duration work = Duration.between(from, to).minus(idle);
            return work.isNegative() ? Duration.ZERO : work;
        }
    }

    private Breaks() {}

    /// Returns when the break that is due now ends; empty where none is due.
    ///
    /// Time at work adds up over films that follow one another in less than a break's length.
    ///
    /// @param newestFirst by their ends
    /// @param after how much work makes a break due
    /// @param skipped when the reader last read on without one: what was opened before counts no more; null: never
    static Optional<Instant> until(
            List<Stretch> newestFirst, Duration after, Duration length, @Nullable Instant skipped, Instant now) {
        if (newestFirst.isEmpty()) return Optional.empty();
        Instant end = newestFirst.getFirst().to().plus(length);
        if (!now.isBefore(end)) return Optional.empty();
        Duration work = Duration.ZERO;
        Instant next = now;
        for (Stretch film : newestFirst) {
            boolean rested = !film.to().plus(length).isAfter(next);
            if (rested || skipped != null && film.from().isBefore(skipped)) break;
            work = work.plus(film.work());
            // a film that stood open without input for as long was a break as well
            if (film.idle().compareTo(length) >= 0) break;
            next = film.from();
        }
        return work.compareTo(after) < 0 ? Optional.empty() : Optional.of(end);
    }
}
