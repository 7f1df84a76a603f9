package org.levelread.statistics;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// A number estimated from a sample, or the reason why it cannot be.
public sealed interface Estimate {
    Method method();

    Sample sample();

    /// @param value finite
    /// @param standardError empty where the method has none
    /// @param interval empty where there is none; a note then says why
    /// @param notes what a reader of the number should know, a sentence each
    record Estimated(
            double value,
            OptionalDouble standardError,
            Optional<Interval> interval,
            Method method,
            Sample sample,
            List<String> notes)
            implements Estimate {
        public Estimated {
            if (!Double.isFinite(value) || standardError.isPresent() && !Double.isFinite(standardError.getAsDouble())) {
                throw new IllegalArgumentException(method.name() + " gave " + value + " with the standard error "
                        + standardError + ": neither may be NaN or infinite");
            }
            notes = List.copyOf(notes);
        }

        Estimated with(Method method) {
            return new Estimated(value, standardError, interval, method, sample, notes);
        }
    }

    /// @param reason one sentence without a full stop
    record NotEstimable(String reason, Method method, Sample sample) implements Estimate {}

    default Optional<Estimated> estimated() {
        return switch (this) {
            case Estimated e -> Optional.of(e);
            case NotEstimable _ -> Optional.empty();
        };
    }

    /// the same answer resting on a sample that also names what was left out
    default Estimate with(Sample sample) {
        return switch (this) {
            case Estimated e -> new Estimated(e.value, e.standardError, e.interval, e.method, sample, e.notes);
            case NotEstimable n -> new NotEstimable(n.reason, n.method, sample);
        };
    }
}
