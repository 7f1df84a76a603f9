package org.levelread.reading;

/// How far a reading has come; it never goes back.
public enum ReadingState {
    /// its place in the reader's order is set, the reader has not seen the film
    ASSIGNED,
    /// the reader has seen the film; the answer is a draft
    OPEN,
    /// locked for good
    SUBMITTED
}
