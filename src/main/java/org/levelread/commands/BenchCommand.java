package org.levelread.commands;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.levelread.pipeline.FilmAnswer;
import org.levelread.pipeline.FilmPipeline;
import org.levelread.pipeline.StageMillis;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "bench",
        description = "Prints the milliseconds each stage of a prediction takes, or the seconds of a whole report.",
        mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {
    private static final int WARM_UP = 2;
    private static final Map<String, ToDoubleFunction<StageMillis>> STAGES = new LinkedHashMap<>();

    static {
        STAGES.put("decode", StageMillis::decode);
        STAGES.put("vertebrae", StageMillis::vertebrae);
        STAGES.put("sacrum", StageMillis::sacrum);
        STAGES.put("instrumentation", StageMillis::instrumentation);
        STAGES.put("watershed", StageMillis::watershed);
        STAGES.put("levels", StageMillis::levels);
        STAGES.put("total", StageMillis::total);
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelFolder models = new ModelFolder();

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "10",
            description = "measured runs a film after " + WARM_UP + " to warm up (default: ${DEFAULT-VALUE})")
    private int runs;

    @Option(names = "--report", description = "times a whole report on a made-up study instead")
    private boolean report;

    @Option(
            names = "--films",
            paramLabel = "N",
            defaultValue = "2000",
            description = "films of that study (default: ${DEFAULT-VALUE})")
    private int films;

    @Option(
            names = "--readers",
            paramLabel = "N",
            defaultValue = "12",
            description = "its readers (default: ${DEFAULT-VALUE})")
    private int readers;

    @Option(
            names = "--draws",
            paramLabel = "N",
            defaultValue = "10000",
            description = "draws of its bootstrap (default: ${DEFAULT-VALUE})")
    private int draws;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "films; a drawn one of 2048 x 2560 pixels if not given")
    private List<Path> files = List.of();

    @Override
    public Integer call() {
        if (runs < 1) throw new ParameterException(spec.commandLine(), "--runs must be at least 1, was " + runs);
        PrintStream usual = System.out;
        PrintWriter out = spec.commandLine().getOut();
        if (report) {
            if (films < 2 || readers < 2 || draws < 100) {
                throw new ParameterException(
                        spec.commandLine(), "--report needs at least 2 films, 2 readers and 100 draws");
            }
            new ReportBench(films, readers, draws).run(out);
            return 0;
        }
        System.setOut(System.err);
        try (FilmPipeline pipeline = models.open(spec)) {
            if (files.isEmpty()) {
                var film = TestPattern.film(2048, 2560);
                out.println("a drawn film, 2048 x 2560 pixels");
                List<StageMillis> all = new ArrayList<>();
                for (int i = -WARM_UP; i < runs; i++) {
                    StageMillis m = pipeline.predict(film).millis();
                    if (i >= 0) all.add(m);
                }
                print(out, all);
            }
            for (Path file : files) measure(out, pipeline, file);
            out.flush();
            return 0;
        } finally {
            System.setOut(usual);
        }
    }

    private void measure(PrintWriter out, FilmPipeline pipeline, Path file) {
        List<StageMillis> all = new ArrayList<>();
        for (int i = -WARM_UP; i < runs; i++) {
            switch (pipeline.predict(file)) {
                case FilmAnswer.Refused r -> {
                    out.println(file + ": refused: " + r.reason());
                    return;
                }
                case FilmAnswer.Answered a -> {
                    if (i == -WARM_UP)
                        out.printf(
                                "%s, %d x %d pixels%n",
                                file, a.prediction().width(), a.prediction().height());
                    if (i >= 0) all.add(a.prediction().millis());
                }
            }
        }
        print(out, all);
    }

    private static void print(PrintWriter out, List<StageMillis> all) {
        out.printf("%-16s %8s %8s %8s   ms, %d runs%n", "stage", "min", "median", "max", all.size());
        STAGES.forEach((name, stage) -> {
            double[] ms = all.stream().mapToDouble(stage).sorted().toArray();
            double median = (ms[(ms.length - 1) / 2] + ms[ms.length / 2]) / 2;
            out.println(String.format(Locale.ROOT, "%-16s %8.1f %8.1f %8.1f", name, ms[0], median, ms[ms.length - 1]));
        });
    }
}
