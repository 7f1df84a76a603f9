package org.levelread.reading.ui;

import java.time.Duration;
import java.time.Instant;

/// Milliseconds that a reader was at work on one film: the time between two actions, of which at most a minute
/// counts, so that a film left open over lunch does not look like a hard one.
final class ActiveTime {
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private long millis;
    private Instant last;

    /// @param millis at work before, as saved
    ActiveTime(long millis, Instant now) {
        this.millis = millis;
        this.last = now;
    }

    long millis() {
        return millis;
    }

    /// Counts an action and returns the milliseconds so far.
    long act(Instant now) {
        Duration since = Duration.between(last, now);
        if (since.isPositive()) millis += Math.min(since.toMillis(), LONGEST_PAUSE.toMillis());
        last = now;
        return millis;
    }
}
