package org.levelread.audit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something a person or the server did, for the trail. Published as an event by the room in which it happened;
/// written in the same transaction.
///
/// Holds no patient data and no password: both outlive a correction here.
///
/// @param actor who did it where that is not who is signed in; null means who is signed in, or "system"
/// @param action the room and what was done, such as "film.uploaded"
/// @param subject on what, such as "Film 7" or a user name
/// @param detail what else a person needs to understand the entry; written as JSON
public record Audited(@Nullable String actor, String action, String subject, Map<String, ?> detail) {
    public Audited {
        if (!action.matches("[a-z]+(\\.[a-z-]+)+")) {
            throw new IllegalArgumentException("an action looks like film.uploaded, was " + action);
        }
        detail = Map.copyOf(detail);
    }

    /// by who is signed in
    public Audited(String action, String subject, Map<String, ?> detail) {
        this(null, action, subject, detail);
    }
}
