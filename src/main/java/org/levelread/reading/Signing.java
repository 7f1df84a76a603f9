package org.levelread.reading;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What became of signing an answer or a correction. But for [Signed] nothing was written.
public sealed interface Signing {
    /// locked for good
    ///
    /// @param feedback what a training case shows now; null for every other
    record Signed(int revision, Instant at, @Nullable Feedback feedback) implements Signing {}

    /// the answer cannot be signed as it is, or not now
    ///
    /// @param objection one sentence for the reader
    record Refused(String objection) implements Signing {}

    /// @param lockedUntil no password is taken before; null where another try is open
    record WrongPassword(@Nullable Instant lockedUntil) implements Signing {}

    /// another window saved or corrected in between
    record Conflict() implements Signing {}

    /// it is signed already: a change is a correction
    record Locked() implements Signing {}
}
