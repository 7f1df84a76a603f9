package org.levelread.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.levelread.analysis.FilmComparison;
import org.levelread.analysis.LevelAnswer;
import org.levelread.analysis.StudyData;
import org.levelread.charts.Plot.Curves;
import org.levelread.statistics.Estimate;
import org.levelread.statistics.Proportions;

/// Whether the model's confidence means what it says, and what it costs to answer only where it is high.
///
/// A film counts as right where the model gives exactly the reference's answer; without a reference, that of more
/// than half of the readers.
final class ConfidenceChapters {
    private static final int BINS = 5;

    private record Scored(String id, double confidence, boolean right) {}

    private ConfidenceChapters() {}

    static List<Chapter> of(StudyData data) {
        List<Scored> films = scored(data);
        return List.of(reliability(films), riskCoverage(films));
    }

    private static List<Scored> scored(StudyData data) {
        List<Scored> scored = new ArrayList<>();
        for (FilmComparison film : data.films()) {
            Optional<Double> confidence = film.model().flatMap(m -> m.confidence());
            Optional<LevelAnswer> truth = film.reference().or(() -> majority(film));
            if (confidence.isEmpty() || truth.isEmpty()) continue;
            scored.add(new Scored(
                    film.filmId(),
                    confidence.get(),
                    film.modelLevels().orElseThrow().sameAs(truth.get())));
        }
        scored.sort(Comparator.comparingDouble(Scored::confidence).reversed().thenComparing(Scored::id));
        return scored;
    }

    private static Optional<LevelAnswer> majority(FilmComparison film) {
        return film.readers().stream()
                .map(r -> r.levels())
                .filter(a -> 2
                                * film.readers().stream()
                                        .filter(r -> r.levels().sameAs(a))
                                        .count()
                        > film.readers().size())
                .findFirst();
    }

    /// films sorted by confidence, in bins of equal size
    private static Chapter reliability(List<Scored> films) {
        DataTable.Builder table = new DataTable.Builder(
                "confidence from", "to", "films", "mean confidence", "share right", "lower", "upper");
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        List<Double> low = new ArrayList<>();
        List<Double> high = new ArrayList<>();
        double error = 0;
        int bins = Math.min(BINS, films.size());
        for (int b = bins - 1; b >= 0; b--) {
            List<Scored> bin = films.subList(films.size() * b / bins, films.size() * (b + 1) / bins);
            int right = (int) bin.stream().filter(Scored::right).count();
            double mean = bin.stream().mapToDouble(Scored::confidence).average().orElseThrow();
            Estimate.Estimated share =
                    Proportions.wilson(right, bin.size(), .95).estimated().orElseThrow();
            var interval = share.interval().orElseThrow();
            table.row(
                    bin.getLast().confidence(),
                    bin.getFirst().confidence(),
                    bin.size(),
                    mean,
                    share.value(),
                    interval.lower(),
                    interval.upper());
            x.add(mean);
            y.add(share.value());
            low.add(interval.lower());
            high.add(interval.upper());
            error += bin.size() * Math.abs(mean - share.value()) / films.size();
        }
        return new Chapter(
                "reliability",
                "Reliability of the model's confidence",
                films.isEmpty()
                        ? "Not estimable: no film has both a confidence and a reference."
                        : "The lowest confidence among a film's names is off by " + Phrases.one(100 * error)
                                + " points on average from the share of films that are right (expected calibration error over "
                                + Phrases.count(bins, "bin") + " of " + films.size() + " films).",
                films.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Curves(
                                "mean confidence",
                                "share right",
                                List.of(new Curves.Curve("films in five bins", x, y, low, high, true)),
                                true)),
                table.build());
    }

    private static Chapter riskCoverage(List<Scored> films) {
        DataTable.Builder table =
                new DataTable.Builder("coverage", "lowest confidence answered", "films", "wrong", "risk");
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        int wrong = 0;
        double area = 0;
        for (int i = 0; i < films.size(); i++) {
            if (!films.get(i).right()) wrong++;
            double risk = wrong / (double) (i + 1);
            double coverage = (i + 1) / (double) films.size();
            area += risk / films.size();
            x.add(coverage);
            y.add(risk);
            // equal confidences are answered together; a table of at most 50 lines
            boolean shown = i == films.size() - 1
                    || (i + 1) * 50L / films.size() > i * 50L / films.size()
                            && films.get(i + 1).confidence() < films.get(i).confidence();
            if (shown) table.row(coverage, films.get(i).confidence(), i + 1, wrong, risk);
        }
        return new Chapter(
                "risk-coverage",
                "Risk and coverage",
                films.isEmpty()
                        ? "Not estimable: no film has both a confidence and a reference."
                        : "Answering all " + films.size() + " films, the model is wrong in "
                                + Phrases.share(wrong, films.size()) + "; over all thresholds the mean risk is "
                                + Phrases.one(100 * area) + " % (area under the risk-coverage curve "
                                + Phrases.two(area) + ").",
                films.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Curves(
                                "share of films answered, the most confident first",
                                "share of them wrong",
                                List.of(new Curves.Curve("risk", x, y, List.of(), List.of(), false)),
                                false)),
                table.build());
    }
}
