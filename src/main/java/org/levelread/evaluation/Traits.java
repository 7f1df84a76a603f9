package org.levelread.evaluation;

import java.util.List;

/// What kind of film it is, by which figures are divided; empty where the data set does not say.
///
/// @param frontal whether it was taken from the front: the right answer is "wrong view", and nothing else is asked for
/// @param part "routine" or "hard"
/// @param base whose anatomy it was rendered from
/// @param difficulties what makes it hard
/// @param numbering "five lumbar", "six lumbar", …
public record Traits(boolean frontal, String part, String base, List<String> difficulties, String numbering) {
    public static final Traits UNKNOWN = new Traits(false, "", "", List.of(), "");

    public Traits {
        difficulties = List.copyOf(difficulties);
    }
}
