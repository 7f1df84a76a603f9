package org.levelread.reading;

/// Under which terms a film is read: what the protocol asks and shows.
public interface ReadingTerms {
    Terms of(Reading reading);
}
