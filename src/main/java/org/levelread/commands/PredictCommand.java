package org.levelread.commands;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.levelread.pipeline.FilmAnswer;
import org.levelread.pipeline.FilmMasks;
import org.levelread.pipeline.FilmPipeline;
import org.levelread.pipeline.FilmPrediction;
import org.levelread.pipeline.MaskWriter;
import org.levelread.pipeline.PredictionJson;
import org.levelread.spine.Level;
import org.levelread.spine.LevelFinding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "predict",
        description = "Names the levels on films and finds hardware; a line for each film, in the order given.",
        mixinStandardHelpOptions = true)
public final class PredictCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "one JSON object a line on standard output, nothing else there")
    private boolean json;

    @Option(names = "--masks", paramLabel = "DIR", description = "write masks of the film's size into this folder")
    private @Nullable Path masks;

    @Mixin
    private ModelFolder models = new ModelFolder();

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "2",
            description = "films read at the same time (default: ${DEFAULT-VALUE})")
    private int workers;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "PNG, JPEG or DICOM")
    private List<Path> files = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (workers < 1 || workers > 64) {
            throw new ParameterException(spec.commandLine(), "--workers must lie between 1 and 64, was " + workers);
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintStream usual = System.out;
        // whatever a library prints must not come between the lines
        System.setOut(System.err);
        try (FilmPipeline pipeline = models.open(spec);
                ExecutorService pool = Executors.newFixedThreadPool(workers)) {
            List<String> names = maskNames(files);
            List<Future<String>> lines = new ArrayList<>();
            for (int i = 0; i < files.size(); i++) {
                Path file = files.get(i);
                String name = names.get(i);
                lines.add(pool.submit(() -> line(pipeline, file, name)));
            }
            for (Future<String> line : lines) {
                out.println(line.get());
                out.flush();
            }
            return 0;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cannotWrite) throw cannotWrite;
            throw new IllegalStateException(e.getCause());
        } finally {
            System.setOut(usual);
        }
    }

    private String line(FilmPipeline pipeline, Path file, String name) throws IOException {
        FilmAnswer answer = pipeline.predict(file);
        if (masks != null && answer instanceof FilmAnswer.Answered a) {
            MaskWriter.write(masks, name, a.masks());
        }
        if (json) return PredictionJson.write(file.toString(), answer);
        return switch (answer) {
            case FilmAnswer.Answered a -> file + ": " + inWords(a.prediction());
            case FilmAnswer.Refused r -> file + ": refused: " + r.reason();
        };
    }

    /// film names without their extension; a second film of the same name gets -2, so that no mask is overwritten
    static List<String> maskNames(List<Path> files) {
        Set<String> taken = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (Path file : files) {
            String base =
                    file.getFileName() == null ? "film" : file.getFileName().toString();
            int dot = base.lastIndexOf('.');
            if (dot > 0) base = base.substring(0, dot);
            String name = base;
            for (int k = 2; !taken.add(name); k++) name = base + "-" + k;
            names.add(name);
        }
        return names;
    }

    static String inWords(FilmPrediction prediction) {
        var f = prediction.findings();
        List<Level> named = f.levels().stream()
                .map(LevelFinding::level)
                .filter(l -> l != null)
                .toList();
        String levels = f.determinable()
                ? "levels " + join(named)
                : "not determinable (" + f.reason() + "), " + f.levels().size() + " bodies";
        String hardware = !f.instrumentation().present()
                ? "no hardware"
                : f.instrumentedLevels().isEmpty() ? "hardware" : "hardware at " + join(f.instrumentedLevels());
        String flags = f.flags().isEmpty()
                ? ""
                : "; flags "
                        + f.flags().stream()
                                .map(x -> x.cause().code())
                                .distinct()
                                .collect(Collectors.joining(" "));
        String ribs =
                switch (f.numbering().ribs().outcome()) {
                    case UNCLEAR, NOT_IN_VIEW -> f.determinable() ? "; ribs do not confirm the count" : "";
                    case CONFIRMS, CONTRADICTS, NOT_CHECKED -> "";
                };
        return String.format(
                Locale.ROOT,
                "%s; %s%s%s; %.0f ms",
                levels,
                hardware,
                flags,
                ribs,
                prediction.millis().total());
    }

    private static String join(List<Level> levels) {
        return levels.stream().map(Level::name).collect(Collectors.joining(" "));
    }
}
