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

        /// below it a standard error is 0 but for rounding
        static final double LEAST_ERROR = 1e-8;

        /// a coefficient that cannot pass 1, with a t interval of n - 1 degrees of freedom; a standard error of 0, up
        /// to rounding, gives no interval
        static Estimated upToOne(double value, double error, Method method, Sample sample, double level) {
            if (!(error > LEAST_ERROR)) {
                return new Estimated(
                        value,
                        OptionalDouble.empty(),
                        Optional.empty(),
                        method,
                        sample,
                        List.of(
                                value > 1 - 1e-12
                                        ? "all units agree, so the standard error is 0 and gives no interval"
                                        : "the standard error is 0 and gives no interval"));
            }
            return new Estimated(
                    value,
                    OptionalDouble.of(error),
                    Optional.of(Interval.around(value, error, Quantiles.t(level, sample.used()), level)
                            .within(-Double.MAX_VALUE, 1)),
                    method,
                    sample,
                    List.of());
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
