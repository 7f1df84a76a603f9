package org.levelread.spine;

/// Something about a film that may make its levels wrong, with what was seen.
///
/// @param evidence one sentence that a person can check on the film
/// @param confidence in [0, 1]
public record Flag(Cause cause, String evidence, double confidence) {}
