package org.levelread.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.levelread.spine.Level;

/// What a reader says of one film, as a draft or as submitted.
///
/// @param levels each level at most once, from the lowest up
/// @param determinable false where the reader cannot tell the levels
/// @param reason why not determinable, in the reader's words; empty where determinable
/// @param quality of the film; null where it was not said
/// @param comment free text, at most 2000 characters; may be empty
public record Answer(
        List<ReadingLevel> levels,
        boolean determinable,
        String reason,
        @Nullable FilmQuality quality,
        String comment) {
    /// before anything was said
    public static final Answer EMPTY = new Answer(List.of(), true, "");

    static final int LONGEST_REASON = 1000;
    static final int LONGEST_COMMENT = 2000;

    public Answer {
        levels = levels.stream()
                .sorted(Comparator.comparing(ReadingLevel::level))
                .toList();
        for (int i = 1; i < levels.size(); i++) {
            if (levels.get(i).level() == levels.get(i - 1).level()) {
                throw new IllegalArgumentException(levels.get(i).level() + " is named twice on one film");
            }
        }
        reason = reason.strip();
        if (reason.length() > LONGEST_REASON) {
            throw new IllegalArgumentException(
                    "a reason of " + reason.length() + " characters is longer than " + LONGEST_REASON);
        }
        comment = comment.strip();
        if (comment.length() > LONGEST_COMMENT) {
            throw new IllegalArgumentException(
                    "a comment of " + comment.length() + " characters is longer than " + LONGEST_COMMENT);
        }
    }

    /// the levels alone: nothing said of the film's quality, no comment
    public Answer(List<ReadingLevel> levels, boolean determinable, String reason) {
        this(levels, determinable, reason, null, "");
    }

    /// Returns the sentence why this cannot be submitted; empty when it can.
    ///
    /// Named levels must follow one another without a gap: L6 may stand between S1 and L5, T13 between L1 and T12.
    public Optional<String> objection() {
        if (!determinable) {
            return reason.isEmpty() ? Optional.of("Say why the levels cannot be determined.") : Optional.empty();
        }
        if (levels.isEmpty()) {
            return Optional.of("Name at least one level, or say that the levels cannot be determined.");
        }
        for (int i = 1; i < levels.size(); i++) {
            Level lower = levels.get(i - 1).level();
            Level upper = levels.get(i).level();
            if (!follows(lower, upper)) {
                return Optional.of(
                        "There is a gap between %s and %s: name the levels between them, or correct one of the two."
                                .formatted(lower, upper));
            }
        }
        return Optional.empty();
    }

    /// Returns sentences about what is allowed but unusual, for the reader to look at before submitting.
    public List<String> doubts() {
        List<String> doubts = new ArrayList<>();
        for (int i = 1; i < levels.size(); i++) {
            ReadingLevel lower = levels.get(i - 1);
            ReadingLevel upper = levels.get(i);
            if (upper.y() > lower.y()) {
                doubts.add("%s lies below %s on this film.".formatted(upper.level(), lower.level()));
            }
        }
        return doubts;
    }

    /// from the lowest up
    public List<Level> instrumented() {
        return levels.stream()
                .filter(ReadingLevel::instrumented)
                .map(ReadingLevel::level)
                .toList();
    }

    /// "levels T12–L5; instrumented L4, L5", or that they are not determinable and why
    public String summary() {
        if (!determinable) return "not determinable: " + reason;
        if (levels.isEmpty()) return "no level named";
        Level top = levels.getLast().level();
        Level bottom = levels.getFirst().level();
        String range = top == bottom ? "level " + top : "levels " + top + "–" + bottom;
        String metal = instrumented().reversed().stream().map(Level::name).collect(Collectors.joining(", "));
        return range + "; " + (metal.isEmpty() ? "no instrumented level" : "instrumented " + metal);
    }

    private static boolean follows(Level lower, Level upper) {
        return lower.above().filter(upper::equals).isPresent()
                || (lower == Level.S1 && upper == Level.L6)
                || (lower == Level.L1 && upper == Level.T13);
    }
}
