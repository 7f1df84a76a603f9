package org.levelread.reading;

import java.time.Instant;

/// What became of saving a draft.
public sealed interface Saving {
    /// @param version to name in the next save
    record Saved(int version, Instant at) implements Saving {}

    /// another window saved in between; nothing was written
    record Conflict() implements Saving {}

    /// the reading is submitted; nothing was written
    record Locked() implements Saving {}

    /// the study does not take answers now; nothing was written
    ///
    /// @param reason one sentence for the reader
    record Closed(String reason) implements Saving {}
}
