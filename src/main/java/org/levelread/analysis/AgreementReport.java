package org.levelread.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.levelread.analysis.PairAgreement.Pairing;
import org.levelread.spine.Cause;
import org.levelread.statistics.ClusterBootstrap;
import org.levelread.statistics.Estimate;
import org.levelread.statistics.MaskOverlap;
import org.levelread.statistics.Observation;
import org.levelread.statistics.Sample;

/// All results of a study at one moment. The same films give the same report, whatever their order.
///
/// @param films sorted by id
/// @param readers codes, sorted
/// @param modelVersions "name version", sorted; more than one of a name means that predictions are mixed
/// @param modelAgainstReaders one a reader, then all readers together where there is more than one
/// @param readersAgainstReaders one a pair of readers
/// @param modelAgainstReference empty where no film has a reference
/// @param readersAgainstReference one a reader, empty where no film has a reference
/// @param overlaps one a structure
public record AgreementReport(
        List<FilmComparison> films,
        List<String> readers,
        List<String> modelVersions,
        List<ReaderSummary> readerSummaries,
        List<PairAgreement> modelAgainstReaders,
        List<PairAgreement> readersAgainstReaders,
        Optional<PairAgreement> modelAgainstReference,
        List<PairAgreement> readersAgainstReference,
        List<OverlapSummary> overlaps,
        List<Undetermined> undetermined,
        List<Disagreement> disagreements) {

    public static final String MODEL = "model";
    public static final String ALL_READERS = "all readers";

    /// @param seconds median time a film
    public record ReaderSummary(String reader, int answered, int notDeterminable, Estimate seconds) {}

    /// @param dice of films whose masks are not both empty; lowest and highest are 0 where there is none
    public record OverlapSummary(Structure structure, Estimate mean, Estimate median, double lowest, double highest) {}

    /// @param by "model", a reader's code or "reference"
    public record Undetermined(String filmId, String filmLabel, String by, Optional<String> reason) {}

    /// The model and another answer differ.
    ///
    /// @param against a reader's code or "reference"
    public record Disagreement(
            String filmId,
            String filmLabel,
            String against,
            LevelAnswer model,
            LevelAnswer other,
            SuggestedCause suggested,
            Optional<Cause> confirmed) {}

    public AgreementReport {
        films = List.copyOf(films);
        readers = List.copyOf(readers);
        modelVersions = List.copyOf(modelVersions);
        readerSummaries = List.copyOf(readerSummaries);
        modelAgainstReaders = List.copyOf(modelAgainstReaders);
        readersAgainstReaders = List.copyOf(readersAgainstReaders);
        readersAgainstReference = List.copyOf(readersAgainstReference);
        overlaps = List.copyOf(overlaps);
        undetermined = List.copyOf(undetermined);
        disagreements = List.copyOf(disagreements);
    }

    /// @throws IllegalArgumentException where two films share an id
    public static AgreementReport of(List<FilmComparison> films) {
        return of(films, ClusterBootstrap.STANDARD);
    }

    public static AgreementReport of(List<FilmComparison> unsorted, ClusterBootstrap bootstrap) {
        Set<String> ids = new HashSet<>();
        for (FilmComparison f : unsorted) {
            if (!ids.add(f.filmId())) throw new IllegalArgumentException("film " + f.filmId() + " is given twice");
        }
        List<FilmComparison> films = unsorted.stream()
                .sorted(Comparator.comparing(FilmComparison::filmId))
                .toList();
        TreeSet<String> codes = new TreeSet<>();
        TreeSet<String> versions = new TreeSet<>();
        for (FilmComparison f : films) {
            f.readers().forEach(r -> codes.add(r.reader()));
            f.model().ifPresent(m -> m.versions().forEach((name, version) -> versions.add(name + " " + version)));
        }
        List<String> readers = List.copyOf(codes);
        boolean reference = films.stream().anyMatch(f -> f.reference().isPresent());
        List<PairAgreement> modelAgainstReference = reference
                ? List.of(PairAgreement.of(
                        MODEL, FilmComparison.REFERENCE, pairings(films, MODEL, FilmComparison.REFERENCE), bootstrap))
                : List.of();
        return new AgreementReport(
                films,
                readers,
                List.copyOf(versions),
                readers.stream().map(r -> summary(films, r, bootstrap)).toList(),
                modelAgainstReaders(films, readers, bootstrap),
                readersAgainstReaders(films, readers, bootstrap),
                modelAgainstReference.stream().findFirst(),
                reference
                        ? readers.parallelStream()
                                .map(r -> PairAgreement.of(
                                        r,
                                        FilmComparison.REFERENCE,
                                        pairings(films, r, FilmComparison.REFERENCE),
                                        bootstrap))
                                .toList()
                        : List.of(),
                overlaps(films, bootstrap),
                undetermined(films),
                disagreements(films));
    }

    /// The model against all readers together, or against the only one; empty where nobody has read.
    public Optional<PairAgreement> modelAgainstAllReaders() {
        return modelAgainstReaders.isEmpty() ? Optional.empty() : Optional.of(modelAgainstReaders.getLast());
    }

    /// every comparison, in the order of the report
    public List<PairAgreement> comparisons() {
        List<PairAgreement> all = new ArrayList<>(modelAgainstReaders);
        modelAgainstReference.ifPresent(all::add);
        all.addAll(readersAgainstReaders);
        all.addAll(readersAgainstReference);
        return all;
    }

    /// answers of readers on all films
    public int answers() {
        return films.stream().mapToInt(f -> f.readers().size()).sum();
    }

    private static List<PairAgreement> modelAgainstReaders(
            List<FilmComparison> films, List<String> readers, ClusterBootstrap bootstrap) {
        List<PairAgreement> pairs = new ArrayList<>();
        List<Pairing> pooled = new ArrayList<>();
        for (String reader : readers) {
            List<Pairing> pairings = pairings(films, MODEL, reader);
            pooled.addAll(pairings);
            pairs.add(PairAgreement.of(MODEL, reader, pairings, bootstrap));
        }
        if (readers.size() > 1) pairs.add(PairAgreement.of(MODEL, ALL_READERS, pooled, bootstrap));
        return pairs;
    }

    private static List<PairAgreement> readersAgainstReaders(
            List<FilmComparison> films, List<String> readers, ClusterBootstrap bootstrap) {
        record Two(String first, String second) {}
        List<Two> pairs = new ArrayList<>();
        for (int i = 0; i < readers.size(); i++) {
            for (int j = i + 1; j < readers.size(); j++) pairs.add(new Two(readers.get(i), readers.get(j)));
        }
        return pairs.parallelStream()
                .map(two -> PairAgreement.of(
                        two.first(), two.second(), pairings(films, two.first(), two.second()), bootstrap))
                .toList();
    }

    private static List<Pairing> pairings(List<FilmComparison> films, String first, String second) {
        return films.stream()
                .map(f -> new Pairing(f.cluster(), f.answer(first), f.answer(second)))
                .toList();
    }

    private static ReaderSummary summary(List<FilmComparison> films, String reader, ClusterBootstrap bootstrap) {
        int answered = 0;
        int unable = 0;
        List<Observation> seconds = new ArrayList<>();
        for (FilmComparison f : films) {
            for (ReaderAnswer r : f.readers()) {
                if (!r.reader().equals(reader)) continue;
                answered++;
                unable += r.levels().determinable() ? 0 : 1;
                seconds.add(new Observation(f.cluster(), r.seconds()));
            }
        }
        return new ReaderSummary(reader, answered, unable, bootstrap.median(seconds, clusters(films), .95));
    }

    private static Set<String> clusters(List<FilmComparison> films) {
        return films.stream().map(FilmComparison::cluster).collect(Collectors.toSet());
    }

    private static List<OverlapSummary> overlaps(List<FilmComparison> films, ClusterBootstrap bootstrap) {
        List<OverlapSummary> summaries = new ArrayList<>();
        for (Structure structure : Structure.values()) {
            List<Observation> dice = new ArrayList<>();
            int without = 0;
            int empty = 0;
            for (FilmComparison f : films) {
                MaskOverlap overlap = f.overlaps().get(structure);
                if (overlap == null) without++;
                else if (overlap.bothEmpty()) empty++;
                else dice.add(new Observation(f.cluster(), overlap.dice()));
            }
            List<Sample.Exclusion> excluded = new ArrayList<>();
            if (without > 0) excluded.add(new Sample.Exclusion("no mask reference", without));
            if (empty > 0) excluded.add(new Sample.Exclusion("both masks empty, Dice 1 by definition", empty));
            Sample sample = new Sample(dice.size(), excluded);
            var range = dice.stream().mapToDouble(Observation::value).summaryStatistics();
            summaries.add(new OverlapSummary(
                    structure,
                    bootstrap.mean(dice, clusters(films), .95).with(sample),
                    bootstrap.median(dice, clusters(films), .95).with(sample),
                    dice.isEmpty() ? 0 : range.getMin(),
                    dice.isEmpty() ? 0 : range.getMax()));
        }
        return summaries;
    }

    private static List<Undetermined> undetermined(List<FilmComparison> films) {
        List<Undetermined> all = new ArrayList<>();
        for (FilmComparison f : films) {
            f.model()
                    .filter(m -> !m.levels().determinable())
                    .ifPresent(m -> all.add(new Undetermined(f.filmId(), f.filmLabel(), MODEL, m.reason())));
            for (ReaderAnswer r : f.readers()) {
                if (!r.levels().determinable())
                    all.add(new Undetermined(f.filmId(), f.filmLabel(), r.reader(), Optional.empty()));
            }
            f.reference()
                    .filter(r -> !r.determinable())
                    .ifPresent(_ -> all.add(
                            new Undetermined(f.filmId(), f.filmLabel(), FilmComparison.REFERENCE, Optional.empty())));
        }
        return all;
    }

    /// where the model and another answer differ, with the causes suggested and confirmed
    public static List<Disagreement> disagreements(List<FilmComparison> films) {
        List<Disagreement> all = new ArrayList<>();
        for (FilmComparison f : films) {
            List<String> others = new ArrayList<>(
                    f.readers().stream().map(ReaderAnswer::reader).toList());
            others.add(FilmComparison.REFERENCE);
            for (String by : others) {
                CauseSuggestions.of(f, by)
                        .ifPresent(cause -> all.add(new Disagreement(
                                f.filmId(),
                                f.filmLabel(),
                                by,
                                f.modelLevels().orElseThrow(),
                                f.answer(by).orElseThrow(),
                                cause,
                                Optional.ofNullable(f.confirmedCauses().get(by)))));
            }
        }
        return all;
    }
}
