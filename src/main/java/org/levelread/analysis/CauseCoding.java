package org.levelread.analysis;

import org.levelread.spine.Cause;

/// The cause that one person gave a difference without seeing what others gave.
///
/// @param against a reader's code, or [FilmComparison#REFERENCE]
/// @param coder "coder 1", in the order of their accounts
public record CauseCoding(String filmId, String against, String coder, Cause cause) {}
