package org.levelread.commands;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.levelread.pipeline.FilmAnswer;
import org.levelread.pipeline.FilmMasks;
import org.levelread.pipeline.FilmPipeline;
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
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--dataset",
            paramLabel = "DIR",
            required = true,
            description = "folder of NAME.png or .dcm, NAME.seg.nrrd and NAME.truth.json")
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

    @Option(names = "--csv", paramLabel = "FILE", description = "a row for each film")
    private @Nullable Path csv;

    @Override
    public Integer call() throws IOException {
        if (limit < 1) throw new ParameterException(spec.commandLine(), "--limit must be at least 1, was " + limit);
        if (!Files.isDirectory(dataset)) throw new ParameterException(spec.commandLine(), dataset + " is not a folder");
        List<DatasetFilm> films = DatasetFilm.in(dataset);
        if (films.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), dataset + " holds no film with a .seg.nrrd and a .truth.json beside it");
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintStream usual = System.out;
        System.setOut(System.err);
        List<FilmScore> scores = new ArrayList<>();
        try (FilmPipeline pipeline = models.open(spec)) {
            for (DatasetFilm film : films.subList(0, Math.min(limit, films.size()))) scores.add(score(pipeline, film));
        } finally {
            System.setOut(usual);
        }
        DatasetScore score = new DatasetScore(scores);
        if (csv != null) Files.writeString(csv, csv(scores));
        out.println(json ? score.json() : score.inWords());
        out.flush();
        return 0;
    }

    private static FilmScore score(FilmPipeline pipeline, DatasetFilm film) throws IOException {
        return switch (pipeline.predict(film.image())) {
            case FilmAnswer.Refused r -> FilmScore.refused(film.name(), r.reason());
            case FilmAnswer.Answered a ->
                FilmScore.of(film.name(), film.reference(), a.prediction(), FilmMasks.of(a.prediction(), a.maps()));
        };
    }

    static String csv(List<FilmScore> scores) {
        StringBuilder rows = new StringBuilder(
                "film,refused,vertebrae_dice,sacrum_dice,instrumentation_dice,bodies,found,named,misnamed,spurious,sacrum_visible,determinable,instrumented,predicted\n");
        for (FilmScore s : scores) {
            rows.append(String.format(
                    Locale.ROOT,
                    "%s,%s,%.4f,%.4f,%.4f,%d,%d,%d,%d,%d,%b,%b,%s,%s%n",
                    quoted(s.film()),
                    quoted(s.refused() == null ? "" : s.refused()),
                    s.vertebrae().dice(),
                    s.sacrum().dice(),
                    s.instrumentation().dice(),
                    s.bodies(),
                    s.found(),
                    s.named(),
                    s.misnamed(),
                    s.spurious(),
                    s.sacrumVisible(),
                    s.determinable(),
                    words(s.instrumented()),
                    words(s.predicted())));
        }
        return rows.toString();
    }

    static String words(java.util.Set<org.levelread.spine.Level> levels) {
        return levels.stream().map(Enum::name).collect(java.util.stream.Collectors.joining(" "));
    }

    private static String quoted(String text) {
        return text.matches("[^,\"\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
