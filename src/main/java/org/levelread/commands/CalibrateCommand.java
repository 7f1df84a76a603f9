package org.levelread.commands;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.levelread.evaluation.DatasetFilm;
import org.levelread.evaluation.DatasetScore;
import org.levelread.spine.Calibration;
import org.levelread.spine.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Fits the confidence of the level names on some films and checks it on others.
@Command(
        name = "calibrate",
        description = "Fits the confidence of the level names on rendered films and checks it on others.",
        mixinStandardHelpOptions = true)
public final class CalibrateCommand implements Callable<Integer> {
    /// of the sum over chains; the regression scales its log odds anyway
    private static final double TEMPERATURE = .2;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--fit",
            paramLabel = "DIR",
            description = "films to fit on, may be given again: NAME.png or .dcm, NAME.seg.nrrd and NAME.truth.json; without it the"
                    + " confidence that came with LevelRead is checked")
    private List<Path> fit = List.of();

    @Option(names = "--check", paramLabel = "DIR", required = true, description = "other films to check on")
    private Path check = Path.of("");

    @Option(
            names = "--write",
            paramLabel = "FILE",
            description = "write the fitted constants here; LevelRead's own lie in"
                    + " src/main/resources/org/levelread/spine/calibration.properties")
    private @Nullable Path write;

    @Option(names = "--csv", paramLabel = "FILE", description = "a row for each film checked")
    private @Nullable Path csv;

    @Option(
            names = "--truth",
            paramLabel = "exact|fair",
            description = "number the films' own masks instead of what the nets see, the most that numbering can reach: exact ones, or"
                    + " with a map of thoracic bodies that is sometimes off by one")
    private @Nullable String truth;

    @Option(
            names = "--only-sets",
            description = "with --fit: fit only how sure sets of instrumented levels are and keep everything about names, as after a new"
                    + " net for hardware")
    private boolean onlySets;

    @Mixin
    private ModelFolder models = new ModelFolder();

    @Override
    public Integer call() throws IOException {
        if (write != null && fit.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--write needs --fit: nothing else is fitted");
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintStream usual = System.out;
        System.setOut(System.err);
        try (MapsSource source = source()) {
            Calibration calibration = Calibration.shipped();
            if (!fit.isEmpty()) {
                List<NumberedFilm> films = new ArrayList<>();
                for (Path folder : fit) films.addAll(read(source, folder));
                calibration = fitted(films, source.key(), onlySets);
                out.println(films.size() + " films fitted");
                if (write != null) Files.writeString(write, calibration.inProperties());
            }
            List<NumberedFilm> films = read(source, check);
            print(out, films, calibration);
            if (csv != null) Files.writeString(csv, csv(films, calibration));
        } finally {
            System.setOut(usual);
        }
        out.flush();
        return 0;
    }

    private MapsSource source() {
        return switch (truth) {
            case null -> new MapsSource.OfNets(models.open(spec));
            case "exact" -> new MapsSource.OfTruth(TruthMaps.EXACT);
            case "fair" -> new MapsSource.OfTruth(TruthMaps.FAIR);
            case String other ->
                throw new ParameterException(spec.commandLine(), "--truth is exact or fair, was " + other);
        };
    }

    private List<NumberedFilm> read(MapsSource source, Path folder) throws IOException {
        if (!Files.isDirectory(folder)) throw new ParameterException(spec.commandLine(), folder + " is not a folder");
        List<NumberedFilm> films = new ArrayList<>();
        for (DatasetFilm film : DatasetFilm.in(folder)) {
            DatasetFilm.Reference reference = film.reference();
            films.add(NumberedFilm.of(
                    film.name(), source.maps(folder, film, reference), reference, FilmKind.of(film)));
        }
        if (films.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), folder + " holds no film with a .seg.nrrd and a .truth.json beside it");
        }
        return films;
    }

    private static Calibration fitted(List<NumberedFilm> films, String nets, boolean onlySets) {
        List<NumberedFilm> counted = films.stream().filter(NumberedFilm::counted).toList();
        String origin = "%d films, %s to %s; nets %s; %s"
                .formatted(
                        films.size(),
                        films.getFirst().name(),
                        films.getLast().name(),
                        nets,
                        LocalDate.now(ZoneOffset.UTC));
        Calibration shipped = Calibration.shipped();
        Calibration c = onlySets
                ? shipped.withOrigin("sets on " + origin + "; names on " + shipped.origin())
                : names(counted).withOrigin(origin);
        List<Calibration.Example> sets = new ArrayList<>();
        for (NumberedFilm f : counted) {
            if (f.score().sacrumVisible() && f.score().instrumented() != null)
                sets.add(new Calibration.Example(f.setEvidence(c), f.score().setExact()));
        }
        return c.withSet(Calibration.fitSets(sets));
    }

    private static Calibration names(List<NumberedFilm> counted) {
        Calibration c = count(counted);
        List<Calibration.Example> whole = new ArrayList<>();
        for (NumberedFilm f : counted) {
            int shift = f.shift(c);
            whole.add(new Calibration.Example(
                    new double[] {Calibration.logOdds(f.posterior(c).of(shift))}, f.right(shift)));
        }
        c = c.withNames(Calibration.fitNames(whole));
        List<Calibration.Example> single = new ArrayList<>();
        for (NumberedFilm f : counted) {
            for (int i = 0; i < f.indices().length; i++)
                single.add(new Calibration.Example(f.levelEvidence(c, i), f.levelRight(i, f.shift(c))));
        }
        return c.withLevel(Calibration.fitLevels(single));
    }

    /// what is known of the count from the sacrum, and of ribs
    private static Calibration count(List<NumberedFilm> counted) {
        double[] film = Calibration.fitFilms(counted.stream()
                .map(f -> new Calibration.Example(f.evidence(), f.countedRight()))
                .toList());
        Calibration shipped = Calibration.shipped();
        Calibration c = new Calibration(
                TEMPERATURE, film, shipped.level(), shipped.ribs(), new double[] {0, 1}, shipped.set(), "");
        List<Calibration.RibExample> ribs = new ArrayList<>();
        for (NumberedFilm f : counted) {
            if (f.border().length == 0 || f.trueShift().isEmpty()) continue;
            ribs.add(new Calibration.RibExample(
                    Calibration.probability(film, f.evidence()),
                    f.shares(),
                    f.border(),
                    f.trueShift().getAsInt()));
        }
        return ribs.isEmpty() ? c : c.withRibs(c.fitRibs(ribs));
    }

    private static void print(PrintWriter out, List<NumberedFilm> films, Calibration c) {
        List<Reliability.Answer> whole = new ArrayList<>();
        List<Reliability.Answer> single = new ArrayList<>();
        List<Reliability.Answer> sets = new ArrayList<>();
        List<Reliability.Answer> withHardware = new ArrayList<>();
        for (NumberedFilm f : films) {
            Set<Level> instrumented = f.score().instrumented();
            if (f.score().sacrumVisible() && instrumented != null) {
                Reliability.Answer set = new Reliability.Answer(f.statedOfSet(c), f.score().setExact());
                sets.add(set);
                if (!instrumented.isEmpty()) withHardware.add(set);
            }
            if (!f.counted()) continue;
            int shift = f.shift(c);
            whole.add(new Reliability.Answer(f.stated(c), f.right(shift)));
            for (int i = 0; i < f.indices().length; i++) {
                single.add(new Reliability.Answer(
                        c.ofLevel(f.levelEvidence(c, i)), f.levelRight(i, shift)));
            }
        }
        out.println(new DatasetScore(films.stream().map(NumberedFilm::score).toList()).inWords());
        out.println(new Reliability(whole).inWords("names of whole films"));
        out.println(new Reliability(single).inWords("single names"));
        out.println(new Reliability(sets).inWords("sets of instrumented levels, those without any included"));
        out.println(new Reliability(withHardware).inWords("the same where there is hardware"));
        new NumberingFaults(films, c).print(out);
        out.printf(
                Locale.ROOT,
                "%.1f ms of one core a film after the nets, median%n",
                films.stream()
                        .mapToDouble(NumberedFilm::millis)
                        .sorted()
                        .toArray()[films.size() / 2]);
    }

    private static String csv(List<NumberedFilm> films, Calibration c) {
        StringBuilder rows =
                new StringBuilder("film,variant,sacrum_visible,named_at_all,counted_right,right,shift,stated,stated_set,bodies,found,named,"
                        + "misnamed,instrumented,predicted,flags,evidence,border\n");
        for (NumberedFilm f : films) {
            rows.append(String.format(
                    Locale.ROOT,
                    "%s,%s,%b,%b,%b,%b,%d,%.3f,%.3f,%d,%d,%d,%d,%s,%s,%s,%s,%s%n",
                    f.name(),
                    f.kind().variant(),
                    f.score().sacrumVisible(),
                    f.counted(),
                    f.countedRight(),
                    f.counted() && f.right(f.shift(c)),
                    f.counted() ? f.shift(c) : 0,
                    f.stated(c),
                    f.statedOfSet(c),
                    f.score().bodies(),
                    f.score().found(),
                    f.score().named(),
                    f.score().misnamed(),
                    EvaluateCommand.words(f.score().instrumented()),
                    EvaluateCommand.words(f.score().predicted()),
                    f.flagCodes(),
                    words(f.evidence()),
                    words(f.border())));
        }
        return rows.toString();
    }

    private static String words(double[] values) {
        return java.util.Arrays.stream(values)
                .mapToObj(v -> String.format(Locale.ROOT, "%.2f", v))
                .collect(Collectors.joining(" "));
    }
}
