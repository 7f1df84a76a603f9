package org.levelread.cases;

import java.util.UUID;

/// What came of a file that arrived, by upload, import, archive or router.
public sealed interface Arrival {
    /// @param film the new film
    record Added(Film film) implements Arrival {}

    /// @param existing the film of the study that has exactly these pixels, or had them before a person blacked parts out
    /// @param frame of the file that arrived, which is the film; from 1
    record Duplicate(Film existing, int frame) implements Arrival {}

    /// @param quarantineId of the film that waits for a person, new or the one that has exactly these pixels
    /// @param reason the rest of a sentence that begins with the file's name
    record Quarantined(UUID quarantineId, String reason) implements Arrival {}

    /// @param reason the rest of a sentence that begins with the file's name; nothing was stored
    record Refused(String reason) implements Arrival {}
}
