package org.levelread.reading;

import java.util.List;

/// What a training case shows once its answer is signed.
///
/// @param reference the levels of the reference standard
/// @param said one or two sentences: how the answer compares, and how far the training has come
public record Feedback(List<ReadingLevel> reference, String said, boolean passed) {
    public Feedback {
        reference = List.copyOf(reference);
    }
}
