package org.levelread.analysis;

/// How many films a reader was given and has answered.
///
/// @param reader the reader's code
public record CodedProgress(String reader, int assigned, int submitted) {}
