package org.levelread.protocol;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Something a study lead does to a study as a whole.
public enum Step {
    FROZEN(StudyState.FROZEN, EnumSet.of(StudyState.PLANNED), "I have checked this protocol and freeze it."),
    AMENDED(null, EnumSet.range(StudyState.FROZEN, StudyState.PAUSED), "I have checked this amendment and freeze it."),
    STARTED(StudyState.READING, EnumSet.of(StudyState.FROZEN), null),
    PAUSED(StudyState.PAUSED, EnumSet.of(StudyState.READING), null),
    RESUMED(StudyState.READING, EnumSet.of(StudyState.PAUSED), null),
    CLOSED(StudyState.CLOSED, EnumSet.of(StudyState.READING, StudyState.PAUSED), null),
    REOPENED(StudyState.READING, EnumSet.of(StudyState.CLOSED), null),
    LOCKED(
            StudyState.LOCKED,
            EnumSet.of(StudyState.CLOSED),
            "The data are complete and checked. I lock the study's database for good."),
    UNBLINDED(
            null,
            EnumSet.range(StudyState.READING, StudyState.LOCKED),
            "I unblind this study: from now on I may see answers, predictions and reference side by side.");

    private final @Nullable StudyState leadsTo;
    private final Set<StudyState> from;
    private final @Nullable String meaning;

    Step(@Nullable StudyState leadsTo, Set<StudyState> from, @Nullable String meaning) {
        this.leadsTo = leadsTo;
        this.from = Set.copyOf(from);
        this.meaning = meaning;
    }

    boolean possibleIn(StudyState state) {
        return from.contains(state);
    }

    StudyState after(StudyState before) {
        return leadsTo == null ? before : leadsTo;
    }

    /// what the signature with the password stands for; null where the step is not signed
    public @Nullable String meaning() {
        return meaning;
    }

    /// whether the step makes sense only with a reason in words
    public boolean needsReason() {
        return switch (this) {
            case AMENDED, PAUSED, RESUMED, CLOSED, REOPENED, UNBLINDED -> true;
            // what the protocol plans, or a signature with its meaning
            case FROZEN, STARTED, LOCKED -> false;
        };
    }

    /// "paused", for sentences and the trail
    public String words() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
