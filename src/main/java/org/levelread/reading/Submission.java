package org.levelread.reading;

import java.time.Instant;

/// What became of submitting a reading. [Saving.Conflict] and [Saving.Locked] mean the same as for a draft.
public sealed interface Submission permits Submission.Submitted, Submission.Refused, Saving.Conflict, Saving.Locked {
    /// locked for good
    record Submitted(Instant at) implements Submission {}

    /// the answer cannot be submitted as it is; nothing was written
    ///
    /// @param objection one sentence for the reader
    record Refused(String objection) implements Submission {}
}
