package org.levelread.statistics;

import java.util.Optional;

/// The outcome of a significance test, or the reason why it cannot be made.
public sealed interface TestOutcome {
    Method method();

    Sample sample();

    /// @param statistic z, chi-square, or the smaller count for an exact test, as the method's name says
    /// @param standardErrorUnderNull 0 where the test uses none
    /// @param p two-sided, in [0, 1]
    record Tested(double statistic, double standardErrorUnderNull, double p, Method method, Sample sample)
            implements TestOutcome {
        public Tested {
            if (!Double.isFinite(statistic) || !(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException(method.name() + " gave the statistic " + statistic + ", p " + p);
            }
        }
    }

    /// @param reason one sentence without a full stop
    record NotTestable(String reason, Method method, Sample sample) implements TestOutcome {}

    default Optional<Tested> tested() {
        return switch (this) {
            case Tested t -> Optional.of(t);
            case NotTestable _ -> Optional.empty();
        };
    }
}
