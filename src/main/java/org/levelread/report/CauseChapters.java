package org.levelread.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.levelread.analysis.CauseCoding;
import org.levelread.analysis.CauseDomain;
import org.levelread.analysis.FilmOutcome;
import org.levelread.analysis.StudyData;
import org.levelread.charts.Plot.Bars;
import org.levelread.spine.Cause;
import org.levelread.statistics.AgreementTable;
import org.levelread.statistics.GwetAgreement;
import org.levelread.statistics.Kappa;
import org.levelread.statistics.Weighting;

/// Why the model differs, what would be gained, and how far two people agree on the causes.
final class CauseChapters {
    private CauseChapters() {}

    static List<Chapter> of(StudyData data, List<FilmOutcome> outcomes) {
        Map<Cause, List<FilmOutcome>> byCause = byCause(data, outcomes);
        return List.of(pareto(outcomes, byCause), domains(outcomes, byCause), coding(data));
    }

    /// The cause of a difference: confirmed; else the one on which all of at least two coders agree; else suggested.
    private static Optional<Cause> cause(FilmOutcome outcome, Map<String, List<Cause>> coded) {
        if (outcome.confirmed().isPresent()) return outcome.confirmed();
        List<Cause> given = coded.getOrDefault(outcome.filmId() + " " + outcome.against(), List.of());
        if (given.size() >= 2 && given.stream().distinct().count() == 1) return Optional.of(given.getFirst());
        return outcome.cause();
    }

    private static Map<String, List<Cause>> coded(StudyData data) {
        Map<String, List<Cause>> coded = new TreeMap<>();
        for (CauseCoding one : data.codings()) {
            coded.computeIfAbsent(one.filmId() + " " + one.against(), _ -> new ArrayList<>()).add(one.cause());
        }
        return coded;
    }

    private static Map<Cause, List<FilmOutcome>> byCause(StudyData data, List<FilmOutcome> outcomes) {
        Map<String, List<Cause>> coded = coded(data);
        Map<Cause, List<FilmOutcome>> byCause = new EnumMap<>(Cause.class);
        for (FilmOutcome outcome : outcomes) {
            if (outcome.exact()) continue;
            cause(outcome, coded)
                    .ifPresent(cause -> byCause.computeIfAbsent(cause, _ -> new ArrayList<>()).add(outcome));
        }
        Map<Cause, List<FilmOutcome>> sorted = new LinkedHashMap<>();
        byCause.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<Cause, List<FilmOutcome>> e) -> -e.getValue().size())
                        .thenComparing(Map.Entry::getKey))
                .forEach(e -> sorted.put(e.getKey(), e.getValue()));
        return sorted;
    }

    private static Chapter pareto(List<FilmOutcome> outcomes, Map<Cause, List<FilmOutcome>> byCause) {
        long exact = outcomes.stream().filter(FilmOutcome::exact).count();
        DataTable.Builder table = new DataTable.Builder(
                "cause", "meaning", "avoidable by", "differences", "of them confirmed", "share of differences",
                "exact match now", "exact match if this cause were fixed");
        List<Bars.Bar> bars = new ArrayList<>();
        int differences = byCause.values().stream().mapToInt(List::size).sum();
        byCause.forEach((cause, of) -> {
            table.row(
                    cause.code(),
                    cause.meaning(),
                    CauseDomain.of(cause).words(),
                    of.size(),
                    (int) of.stream().filter(o -> o.confirmed().isPresent()).count(),
                    of.size() / (double) differences,
                    exact / (double) outcomes.size(),
                    (exact + of.size()) / (double) outcomes.size());
            bars.add(new Bars.Bar(cause.code() + " " + cause.meaning(), of.size()));
        });
        String sentence = differences == 0
                ? "The model differs from no answer."
                : byCause.entrySet().stream()
                        .findFirst()
                        .map(first -> "The most frequent cause is " + first.getKey().code() + ", "
                                + first.getKey().meaning() + ", in " + first.getValue().size() + " of "
                                + Phrases.count(differences, "difference") + "; were it fixed, the exact match would be "
                                + Phrases.share(exact + first.getValue().size(), outcomes.size()) + " instead of "
                                + Phrases.share(exact, outcomes.size())
                                + ". Causes that nobody confirmed are the program's suggestions.")
                        .orElseThrow();
        return new Chapter(
                "pareto",
                "Causes of the differences",
                sentence,
                differences == 0
                        ? Optional.empty()
                        : Optional.of(new Bars("cause", "differences", bars.subList(0, Math.min(15, bars.size())), true)),
                table.build());
    }

    private static Chapter domains(List<FilmOutcome> outcomes, Map<Cause, List<FilmOutcome>> byCause) {
        long exact = outcomes.stream().filter(FilmOutcome::exact).count();
        Map<CauseDomain, Integer> counts = new EnumMap<>(CauseDomain.class);
        byCause.forEach((cause, of) -> counts.merge(CauseDomain.of(cause), of.size(), Integer::sum));
        DataTable.Builder table = new DataTable.Builder(
                "avoidable by", "differences", "exact match if all of these were fixed");
        List<Bars.Bar> bars = new ArrayList<>();
        for (CauseDomain domain : CauseDomain.values()) {
            int count = counts.getOrDefault(domain, 0);
            table.row(
                    domain.words(), count, outcomes.isEmpty() ? null : (exact + count) / (double) outcomes.size());
            bars.add(new Bars.Bar(domain.words(), count));
        }
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        return new Chapter(
                "avoidable",
                "Who could avoid them",
                all == 0
                        ? "There is no difference to avoid."
                        : Phrases.share(counts.getOrDefault(CauseDomain.MODEL, 0), all)
                                + " of the differences could be avoided by a better model, "
                                + Phrases.share(counts.getOrDefault(CauseDomain.ACQUISITION, 0), all)
                                + " by a better acquisition, and "
                                + Phrases.share(counts.getOrDefault(CauseDomain.REFERENCE, 0), all)
                                + " lie with the reference or the readers.",
                all == 0 ? Optional.empty() : Optional.of(new Bars("avoidable by", "differences", bars, false)),
                table.build());
    }

    /// The first two coders, on the differences that both coded.
    private static Chapter coding(StudyData data) {
        TreeSet<String> coders = new TreeSet<>();
        Map<String, Map<String, Cause>> byUnit = new TreeMap<>();
        for (CauseCoding one : data.codings()) {
            coders.add(one.coder());
            byUnit.computeIfAbsent(one.filmId() + " " + one.against(), _ -> new TreeMap<>())
                    .put(one.coder(), one.cause());
        }
        String title = "Agreement on the causes";
        DataTable.Builder table = DataTable.estimates("coders and figure");
        if (coders.size() < 2) {
            return new Chapter(
                    "coding", title, "Not estimable: fewer than two people coded causes.", Optional.empty(), table.build());
        }
        StringBuilder sentence = new StringBuilder();
        List<String> people = List.copyOf(coders);
        for (int i = 0; i < people.size(); i++) {
            for (int j = i + 1; j < people.size(); j++) {
                String a = people.get(i);
                String b = people.get(j);
                int[][] counts = new int[Cause.values().length][Cause.values().length];
                for (Map<String, Cause> unit : byUnit.values()) {
                    if (unit.containsKey(a) && unit.containsKey(b))
                        counts[unit.get(a).ordinal()][unit.get(b).ordinal()]++;
                }
                AgreementTable pair = AgreementTable.of(used(counts));
                var kappa = Kappa.cohen(pair, Weighting.NONE, .95);
                var ac1 = GwetAgreement.of(pair, Weighting.NONE, .95);
                table.estimate(a + " and " + b + ", Cohen's kappa", kappa);
                table.estimate(a + " and " + b + ", Gwet's AC1", ac1);
                if (sentence.isEmpty()) {
                    sentence.append("Two people coded ")
                            .append(Phrases.count(pair.total(), "difference"))
                            .append(" blind to each other: kappa ")
                            .append(Phrases.number(kappa))
                            .append(", AC1 ")
                            .append(Phrases.number(ac1))
                            .append('.');
                }
            }
        }
        return new Chapter("coding", title, sentence.toString(), Optional.empty(), table.build());
    }

    /// the categories that somebody used, at least two
    private static int[][] used(int[][] counts) {
        List<Integer> used = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            int sum = 0;
            for (int j = 0; j < counts.length; j++) sum += counts[i][j] + counts[j][i];
            if (sum > 0) used.add(i);
        }
        for (int i = 0; used.size() < 2; i++) if (!used.contains(i)) used.add(i);
        int[][] cut = new int[used.size()][used.size()];
        for (int i = 0; i < cut.length; i++) for (int j = 0; j < cut.length; j++) cut[i][j] = counts[used.get(i)][used.get(j)];
        return cut;
    }
}
