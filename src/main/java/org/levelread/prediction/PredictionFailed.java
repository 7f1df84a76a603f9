package org.levelread.prediction;

/// There is no answer for a film; the message is a sentence for the user.
final class PredictionFailed extends Exception {
    PredictionFailed(String sentence) {
        super(sentence);
    }

    /// @param cause for the log
    PredictionFailed(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
