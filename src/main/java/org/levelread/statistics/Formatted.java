package org.levelread.statistics;

import java.math.BigDecimal;
import java.math.MathContext;

/// Numbers inside a sentence.
final class Formatted {
    private Formatted() {}

    /// six significant digits without trailing zeros: "-78.0973", "0.0243739"
    static String digits(double value) {
        if (value == 0) return "0";
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros();
        return rounded.abs().compareTo(new BigDecimal("1e-6")) < 0 ? rounded.toString() : rounded.toPlainString();
    }
}
