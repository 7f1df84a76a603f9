package org.levelread.protocol;

/// A room that listens to [StepTaken] says that the step cannot be taken now; the message is a sentence for the lead.
public final class StepRefusedException extends RuntimeException {
    public StepRefusedException(String sentence) {
        super(sentence);
    }
}
