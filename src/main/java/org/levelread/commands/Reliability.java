package org.levelread.commands;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// How well stated probabilities agree with what came true.
///
/// @param answers stated probability and outcome, in no order
record Reliability(List<Answer> answers) {
    private static final int BINS = 10;

    /// @param stated probability that it is right, in [0, 1]
    record Answer(double stated, boolean right) {}

    /// One bin of equal width.
    ///
    /// @param stated mean of the stated probabilities
    /// @param right share that came true
    record Bin(int answers, double stated, double right) {}

    Reliability {
        answers = List.copyOf(answers);
    }

    /// ten bins of equal width, those without an answer left out
    List<Bin> bins() {
        List<Bin> bins = new ArrayList<>();
        for (int k = 0; k < BINS; k++) {
            int bin = k;
            List<Answer> in = answers.stream()
                    .filter(a -> Math.min(BINS - 1, (int) (a.stated() * BINS)) == bin)
                    .toList();
            if (in.isEmpty()) continue;
            bins.add(new Bin(
                    in.size(),
                    in.stream().mapToDouble(Answer::stated).average().orElseThrow(),
                    in.stream().filter(Answer::right).count() / (double) in.size()));
        }
        return bins;
    }

    /// Expected calibration error: the mean distance between stated and true share over the bins, weighted by their
    /// answers. Source: Guo et al., On Calibration of Modern Neural Networks, ICML 2017.
    double expectedError() {
        return bins().stream()
                        .mapToDouble(b -> b.answers() * Math.abs(b.stated() - b.right()))
                        .sum()
                / Math.max(1, answers.size());
    }

    /// mean squared distance between the stated probability and the outcome (Brier score)
    double brier() {
        return answers.stream()
                .mapToDouble(a -> Math.pow(a.stated() - (a.right() ? 1 : 0), 2))
                .average()
                .orElse(0);
    }

    /// the share of wrong answers among those with the highest stated probability
    ///
    /// @param coverage share of all answers that is given, in (0, 1]
    double risk(double coverage) {
        List<Answer> sorted = answers.stream()
                .sorted(Comparator.comparingDouble(Answer::stated).reversed())
                .toList();
        int given = (int) Math.max(1, Math.round(coverage * sorted.size()));
        if (sorted.isEmpty()) return 0;
        return sorted.subList(0, Math.min(given, sorted.size())).stream()
                        .filter(a -> !a.right())
                        .count()
                / (double) given;
    }

    String inWords(String what) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s: %d answers, expected calibration error %.3f, Brier score %.3f%n  stated  right  answers%n",
                what,
                answers.size(),
                expectedError(),
                brier()));
        for (Bin b : bins()) {
            text.append(String.format(Locale.ROOT, "  %.3f   %.3f  %d%n", b.stated(), b.right(), b.answers()));
        }
        text.append("  coverage: share wrong");
        for (double c : new double[] {1, .95, .9, .85, .8, .7, .5})
            text.append(String.format(Locale.ROOT, "  %.2f: %.3f", c, risk(c)));
        return text.append(System.lineSeparator()).toString();
    }
}
