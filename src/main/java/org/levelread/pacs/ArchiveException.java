package org.levelread.pacs;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// An archive did not do what was asked. The message is a sentence for the page of the archives; it holds neither a
/// UID nor a secret.
final class ArchiveException extends Exception {
    private final boolean passing;
    private final @Nullable Duration wait;

    private ArchiveException(String sentence, boolean passing, @Nullable Duration wait, @Nullable Throwable cause) {
        super(sentence, cause);
        this.passing = passing;
        this.wait = wait;
    }

    /// it may go better later: no answer, too busy, cut in the middle
    static ArchiveException passing(String sentence, @Nullable Throwable cause) {
        return new ArchiveException(sentence, true, null, cause);
    }

    /// as [#passing], and the archive says how long to wait
    static ArchiveException passing(String sentence, Duration wait) {
        return new ArchiveException(sentence, true, wait, null);
    }

    /// asking again does not help until a person has changed something
    static ArchiveException lasting(String sentence) {
        return new ArchiveException(sentence, false, null, null);
    }

    boolean isPassing() {
        return passing;
    }

    /// how long the archive asks to be left alone; null where it does not say
    @Nullable
    Duration pause() {
        return wait;
    }
}
