package org.levelread.statistics;

/// One measured value.
///
/// @param cluster what it was measured on; values of one cluster are not independent
public record Observation(String cluster, double value) {
    public Observation {
        if (!Double.isFinite(value)) throw new IllegalArgumentException("the value of " + cluster + " is " + value);
    }
}
