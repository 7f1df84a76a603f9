package org.levelread.reading;

import java.util.Map;

/// What the protocol asks of a reader on one film, and what it lets the reader see.
///
/// @param arm as the protocol calls it
/// @param visible what the reader could see, kept with the signed answer: overlays, protocol version, model version
public record Terms(Questions questions, String arm, Map<String, String> visible) {
    /// without a protocol that says more: everything is asked, nothing but the film is shown
    public static final Terms PLAIN = new Terms(Questions.ALL, "unaided", Map.of("overlays", "none"));

    public Terms {
        visible = Map.copyOf(visible);
    }
}
