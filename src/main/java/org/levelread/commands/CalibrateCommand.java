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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.levelread.evaluation.DatasetFilm;
import org.levelread.evaluation.DatasetScore;
import org.levelread.intake.FilmReader;
import org.levelread.pipeline.FilmPipeline;
import org.levelread.spine.Calibration;
import org.levelread.spine.Level;
import org.levelread.spine.NumberingOptions;
import org.levelread.spine.SpineMaps;
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
        try (FilmPipeline pipeline = models.open(spec)) {
            Calibration calibration = Calibration.shipped();
            if (!fit.isEmpty()) {
                List<NumberedFilm> films = new ArrayList<>();
                for (Path folder : fit) films.addAll(read(pipeline, folder));
                calibration = fitted(films, pipeline);
                out.println(films.size() + " films fitted");
                if (write != null) Files.writeString(write, calibration.inProperties());
            }
            List<NumberedFilm> films = read(pipeline, check);
            print(out, films, calibration);
            if (csv != null) Files.writeString(csv, csv(films, calibration));
        } finally {
            System.setOut(usual);
        }
        out.flush();
        return 0;
    }

    private List<NumberedFilm> read(FilmPipeline pipeline, Path folder) throws IOException {
        if (!Files.isDirectory(folder)) throw new ParameterException(spec.commandLine(), folder + " is not a folder");
        MapsCache kept = new MapsCache(folder.resolve("maps"), key(pipeline));
        List<NumberedFilm> films = new ArrayList<>();
        for (DatasetFilm film : DatasetFilm.in(folder)) {
            Optional<SpineMaps> maps = kept.find(film.name());
            if (maps.isEmpty()) {
                maps = Optional.of(
                        pipeline.analyse(FilmReader.read(film.image())).maps());
                kept.put(film.name(), maps.get());
            }
            films.add(NumberedFilm.of(film.name(), maps.get(), film.reference()));
        }
        if (films.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), folder + " holds no film with a .seg.nrrd and a .truth.json beside it");
        }
        return films;
    }

    private static String key(FilmPipeline pipeline) {
        return pipeline.models().entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue())
                .collect(Collectors.joining(", "));
    }

    private static Calibration fitted(List<NumberedFilm> films, FilmPipeline pipeline) {
        List<Calibration.Example> whole = new ArrayList<>();
        for (NumberedFilm f : films) if (f.counted()) whole.add(new Calibration.Example(f.evidence(), f.right()));
        double[] film = Calibration.fitFilms(whole);
        List<Calibration.Example> single = new ArrayList<>();
        for (NumberedFilm f : films) {
            if (!f.counted()) continue;
            for (int i = 0; i < f.levelRight().length; i++)
                single.add(new Calibration.Example(f.levelEvidence(film, i), f.levelRight()[i]));
        }
        double[] level = Calibration.fitLevels(single);
        String origin = "%d films, %s to %s; nets %s; %s"
                .formatted(
                        films.size(),
                        films.getFirst().name(),
                        films.getLast().name(),
                        key(pipeline),
                        LocalDate.now(ZoneOffset.UTC));
        return new Calibration(TEMPERATURE, film, level, origin);
    }

    private static void print(PrintWriter out, List<NumberedFilm> films, Calibration c) {
        List<Reliability.Answer> whole = new ArrayList<>();
        List<Reliability.Answer> single = new ArrayList<>();
        List<Reliability.Answer> sets = new ArrayList<>();
        for (NumberedFilm f : films) {
            double stated = f.counted() ? Calibration.probability(c.film(), f.evidence()) : 0;
            Set<Level> instrumented = f.score().instrumented();
            if (f.score().sacrumVisible() && instrumented != null && !instrumented.isEmpty())
                sets.add(new Reliability.Answer(f.counted() ? stated : 0, f.score().setExact()));
            if (!f.counted()) continue;
            whole.add(new Reliability.Answer(stated, f.right()));
            for (int i = 0; i < f.levelRight().length; i++) {
                single.add(new Reliability.Answer(
                        Calibration.probability(c.level(), f.levelEvidence(c.film(), i)), f.levelRight()[i]));
            }
        }
        out.println(new DatasetScore(films.stream().map(NumberedFilm::score).toList()).inWords());
        out.println(new Reliability(whole).inWords("names of whole films"));
        out.println(new Reliability(single).inWords("single names"));
        out.println(new Reliability(sets).inWords("instrumented sets, by the films' confidence"));
        long noSacrum = films.stream().filter(f -> !f.score().sacrumVisible()).count();
        long named = films.stream()
                .filter(f -> !f.score().sacrumVisible()
                        && f.counted()
                        && Calibration.probability(c.film(), f.evidence())
                                >= NumberingOptions.USUAL.leastConfidence())
                .count();
        out.printf(Locale.ROOT, "named although no sacrum is in view: %d of %d films%n", named, noSacrum);
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
                new StringBuilder("film,sacrum_visible,named_at_all,right,stated,bodies,found,named,misnamed,"
                        + "instrumented,predicted,flags,evidence\n");
        for (NumberedFilm f : films) {
            rows.append(String.format(
                    Locale.ROOT,
                    "%s,%b,%b,%b,%.3f,%d,%d,%d,%d,%s,%s,%s,%s%n",
                    f.name(),
                    f.score().sacrumVisible(),
                    f.counted(),
                    f.right(),
                    f.counted() ? Calibration.probability(c.film(), f.evidence()) : 0,
                    f.score().bodies(),
                    f.score().found(),
                    f.score().named(),
                    f.score().misnamed(),
                    EvaluateCommand.words(f.score().instrumented()),
                    EvaluateCommand.words(f.score().predicted()),
                    f.flags(),
                    java.util.Arrays.stream(f.evidence())
                            .mapToObj(v -> String.format(Locale.ROOT, "%.2f", v))
                            .collect(Collectors.joining(" "))));
        }
        return rows.toString();
    }
}
