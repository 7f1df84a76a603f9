package org.levelread.reading;

/// What one answer cost its reader, from the first time the film was shown.
///
/// @param activeMs milliseconds at work: until 30 s after each input
/// @param idleMs milliseconds with the film open and no input for longer than that
/// @param changes of the answer, undone ones included
public record Effort(long activeMs, long idleMs, int changes) {
    public static final Effort NONE = new Effort(0, 0, 0);

    public Effort {
        if (activeMs < 0 || idleMs < 0 || changes < 0) {
            throw new IllegalArgumentException("an effort below nothing: %d ms active, %d ms idle, %d changes"
                    .formatted(activeMs, idleMs, changes));
        }
    }
}
