package org.levelread.commands;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.levelread.evaluation.DatasetFilm;
import org.levelread.evaluation.DatasetScore;
import org.levelread.evaluation.EvaluationPage;
import org.levelread.evaluation.EvaluationText;
import org.levelread.evaluation.FilmPicture;
import org.levelread.evaluation.FilmScore;
import org.levelread.evaluation.Tolerance;
import org.levelread.intake.FilmReader;
import org.levelread.intake.FilmRefusedException;
import org.levelread.pipeline.FilmAnswer;
import org.levelread.pipeline.FilmMasks;
import org.levelread.pipeline.FilmPipeline;
import org.levelread.segmentation.ModelCard;
import org.levelread.segmentation.Patients;
import org.levelread.spine.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "evaluate",
        description = "Compares predictions with the references of a data set: masks, names and instrumented levels.",
        mixinStandardHelpOptions = true)
public final class EvaluateCommand implements Callable<Integer> {
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--dataset",
            paramLabel = "DIR",
            required = true,
            description = "folder of NAME.png or .dcm and NAME.seg.nrrd, and of NAME.truth.json where there is one")
    private Path dataset = Path.of("");

    @Mixin
    private ModelFolder models = new ModelFolder();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "2147483647",
            description = "at most so many films, in the order of their names")
    private int limit;

    @Option(names = "--json", description = "one JSON object on standard output")
    private boolean json;

    @Option(names = "--write", paramLabel = "FILE", description = "writes the JSON object there")
    private @Nullable Path write;

    @Option(names = "--csv", paramLabel = "FILE", description = "a row for each film")
    private @Nullable Path csv;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "a page with figures, plots and the worst films as pictures, in one file")
    private @Nullable Path html;

    @Option(
            names = "--worst",
            paramLabel = "N",
            defaultValue = "12",
            description = "films shown on the page (default ${DEFAULT-VALUE})")
    private int worst;

    @Option(
            names = "--tolerance",
            paramLabel = "MM",
            defaultValue = "2",
            description = "of the surface Dice, in mm, on films whose scale is known (default ${DEFAULT-VALUE})")
    private double millimetres;

    @Option(
            names = "--tolerance-pixels",
            paramLabel = "PX",
            defaultValue = "2",
            description = "of the surface Dice on films without a scale (default ${DEFAULT-VALUE})")
    private double pixels;

    @Option(
            names = "--title",
            paramLabel = "TEXT",
            description = "what the data set is called on the page and in cards (its folder's name if not given)")
    private @Nullable String title;

    @Option(
            names = "--cards",
            description = "writes the figures into the cards of the models, under a heading with the title;"
                    + " those of the same title are replaced")
    private boolean cards;

    @Override
    public Integer call() throws IOException {
        if (limit < 1) throw usage("--limit must be at least 1, was " + limit);
        if (worst < 0) throw usage("--worst must be at least 0, was " + worst);
        if (!Files.isDirectory(dataset)) throw usage(dataset + " is not a folder");
        Tolerance tolerance;
        try {
            tolerance = new Tolerance(millimetres, pixels);
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
        List<DatasetFilm> films = DatasetFilm.in(dataset);
        if (films.isEmpty()) throw usage(dataset + " holds no film with a .seg.nrrd beside it");
        films = films.subList(0, Math.min(limit, films.size()));
        Patients patients;
        try {
            patients = Patients.of(dataset);
            films.forEach(film -> patients.of(film.name()));
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
        String name = title != null
                ? title
                : String.valueOf(dataset.toAbsolutePath().normalize().getFileName());
        PrintWriter out = spec.commandLine().getOut();
        PrintStream usual = System.out;
        System.setOut(System.err);
        try (FilmPipeline pipeline = models.open(spec)) {
            Map<String, DatasetFilm> byName = new LinkedHashMap<>();
            List<FilmScore> scores = new ArrayList<>();
            double scoringMs = 0;
            Progress progress = new Progress(spec.commandLine().getErr(), films.size());
            for (DatasetFilm film : films) {
                byName.put(film.name(), film);
                FilmAnswer answer = pipeline.predict(film.image());
                long start = CLOCK.getCurrentThreadCpuTime();
                scores.add(score(answer, film, tolerance));
                scoringMs += (CLOCK.getCurrentThreadCpuTime() - start) / 1e6;
                progress.done(scores.size());
            }
            DatasetScore score = new DatasetScore(scores, tolerance, patients::of);
            String object = score.json(name, pipeline.models());
            if (csv != null) replace(csv, csv(scores));
            if (write != null) replace(write, object + "\n");
            if (html != null) replace(html, page(name, pipeline, score, byName));
            if (cards) cards(name, pipeline, object);
            spec.commandLine()
                    .getErr()
                    .printf(
                            Locale.ROOT,
                            "%.0f ms of one core a film after the nets, reading the reference included%n",
                            scoringMs / films.size());
            out.println(json ? object : score.inWords());
        } finally {
            System.setOut(usual);
        }
        out.flush();
        return 0;
    }

    private ParameterException usage(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    private static FilmScore score(FilmAnswer answer, DatasetFilm film, Tolerance tolerance) throws IOException {
        DatasetFilm.Reference reference = film.reference();
        return switch (answer) {
            case FilmAnswer.Refused r -> FilmScore.refused(film.name(), reference.traits(), r.reason());
            case FilmAnswer.Answered a -> {
                if (a.prediction().width() != reference.vertebrae().width()
                        || a.prediction().height() != reference.vertebrae().height()) {
                    throw new IOException(film.image() + " is " + a.prediction().width() + " x "
                            + a.prediction().height() + " pixels, its segmentation "
                            + reference.vertebrae().width() + " x "
                            + reference.vertebrae().height());
                }
                yield FilmScore.of(
                        film.name(), reference, a.prediction(), a.masks(), tolerance);
            }
        };
    }

    private String page(String name, FilmPipeline pipeline, DatasetScore score, Map<String, DatasetFilm> films)
            throws IOException {
        List<FilmPicture> pictures = new ArrayList<>();
        List<FilmScore> byBadness = score.scores().stream()
                .filter(s -> s.refused() == null)
                .sorted(Comparator.comparingDouble(FilmScore::badness).reversed())
                .limit(worst)
                .toList();
        for (FilmScore s : byBadness) {
            DatasetFilm film = java.util.Objects.requireNonNull(films.get(s.film()));
            try {
                var pixels = FilmReader.read(film.image());
                pictures.add(FilmPicture.of(s, pixels, film.reference(), pipeline.predict(pixels)));
            } catch (FilmRefusedException e) {
                throw new IOException(film.image() + " could be read before: " + e.getMessage(), e);
            }
        }
        return EvaluationPage.of(name, pipeline.models(), score, pictures);
    }

    private void cards(String name, FilmPipeline pipeline, String object) throws IOException {
        String section = EvaluationText.markdown(EvaluationText.parse(object));
        for (var model : pipeline.models().entrySet()) {
            ModelCard.put(
                    models.folder().resolve(model.getKey()).resolve(model.getValue()), "Evaluation: " + name, section);
        }
    }

    /// a killed command leaves the old file or the new one
    private static void replace(Path file, String text) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, text);
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    }

    static String csv(List<FilmScore> scores) {
        StringBuilder rows = new StringBuilder(
                "film,refused,view,part,base,difficulties,vertebrae_dice,sacrum_dice,instrumentation_dice,"
                        + "distance_unit,vertebrae_hd95,sacrum_hd95,instrumentation_hd95,vertebrae_surface_dice,"
                        + "sacrum_surface_dice,instrumentation_surface_dice,bodies,found,named,misnamed,spurious,"
                        + "sacrum_visible,determinable,wrong_view,instrumented,predicted,badness\n");
        for (FilmScore s : scores) {
            rows.append(String.format(
                    Locale.ROOT,
                    "%s,%s,%s,%s,%s,%s,%.4f,%.4f,%.4f,%s,%s,%s,%s,%s,%s,%s,%d,%d,%d,%d,%d,%b,%b,%b,%s,%s,%.3f%n",
                    quoted(s.film()),
                    quoted(s.refused() == null ? "" : s.refused()),
                    s.traits().frontal() ? "anteroposterior" : "lateral",
                    s.traits().part(),
                    s.traits().base(),
                    String.join(" ", s.traits().difficulties()),
                    s.vertebrae().dice(),
                    s.sacrum().dice(),
                    s.instrumentation().dice(),
                    s.inMillimetres() ? "mm" : "pixels",
                    number(s.vertebrae().hd95()),
                    number(s.sacrum().hd95()),
                    number(s.instrumentation().hd95()),
                    number(s.vertebrae().surfaceDice()),
                    number(s.sacrum().surfaceDice()),
                    number(s.instrumentation().surfaceDice()),
                    s.bodies(),
                    s.found(),
                    s.named(),
                    s.misnamed(),
                    s.spurious(),
                    s.sacrumVisible(),
                    s.determinable(),
                    s.wrongView(),
                    words(s.instrumented()),
                    words(s.predicted()),
                    s.badness()));
        }
        return rows.toString();
    }

    private static String number(java.util.OptionalDouble value) {
        return value.isEmpty() ? "" : String.format(Locale.ROOT, "%.4f", value.getAsDouble());
    }

    /// @param levels null where not known
    static String words(@Nullable Set<Level> levels) {
        return levels == null ? "" : levels.stream().map(Enum::name).collect(Collectors.joining(" "));
    }

    private static String quoted(String text) {
        return text.matches("[^,\"\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
