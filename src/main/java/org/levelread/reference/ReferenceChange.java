package org.levelread.reference;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One step in the history of a study's reference: everything that was stored together.
///
/// @param number in the study, from 1
/// @param origin one of [#ORIGINS]
/// @param madeBy account, or null where it came with the demo study
/// @param films how many films got a version by it
public record ReferenceChange(
        UUID id,
        UUID studyId,
        int number,
        String origin,
        String rationale,
        @Nullable UUID madeBy,
        Instant madeAt,
        int films) {
    public static final String RENDERED = "rendered";
    public static final String IMPORT = "import";
    public static final String MAJORITY = "panel majority";
    public static final String ADJUDICATION = "adjudication";
    public static final List<String> ORIGINS = List.of(RENDERED, IMPORT, MAJORITY, ADJUDICATION);
}
