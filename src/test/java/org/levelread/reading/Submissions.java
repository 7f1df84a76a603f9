package org.levelread.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

/// Submits answers for tests of what comes after them: without a password, whose hash takes long.
public final class Submissions {
    private Submissions() {}

    /// the signed-in reader's reading, locked with this answer
    public static void submit(Answering answering, Reading reading, Answer answer, long activeMs) {
        Signing signing = answering.record(answering.own(reading.id()), answer, new Effort(activeMs, 0, 0), Instant.now());
        assertThat(signing).isInstanceOf(Signing.Signed.class);
    }
}
