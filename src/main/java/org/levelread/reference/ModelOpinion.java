package org.levelread.reference;

import org.levelread.reading.Answer;

/// What the model says of a film, as an adjudicator sees it where the protocol shows it.
///
/// @param answer with a reason where the model cannot tell the levels
/// @param version of the nets, kept with the decision
public record ModelOpinion(Answer answer, String version) {}
