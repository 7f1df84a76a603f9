package org.levelread.cases;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A film and whether it is in the study.
///
/// @param number of the film within the study
/// @param decision null as long as nobody decided
/// @param criterion of the protocol, where excluded
/// @param patient pseudonym; films of one patient are not independent; null: not known
/// @param constructLevels instrumented levels as known at enrolment; null: not known
/// @param site short name of where it was made; null: not known
/// @param view such as LL; null: not known
public record Enrolment(
        UUID filmId,
        int number,
        @Nullable Decision decision,
        @Nullable String criterion,
        String note,
        @Nullable String patient,
        @Nullable Integer constructLevels,
        @Nullable String site,
        @Nullable String view) {
    /// "none", "1–2", "3–4", "5+" or "unknown": the strata of the protocol
    public String constructStratum() {
        if (constructLevels == null) return "unknown";
        if (constructLevels == 0) return "none";
        return constructLevels <= 2 ? "1–2" : constructLevels <= 4 ? "3–4" : "5+";
    }
}
