package org.levelread.statistics;

/// How a number was made.
///
/// @param name the statistic, its standard error and its interval, in words
/// @param sameNumber the call in R or Python that gives the same number
public record Method(String name, String sameNumber) {}
