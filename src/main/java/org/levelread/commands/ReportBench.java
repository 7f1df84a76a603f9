package org.levelread.commands;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.levelread.analysis.FilmComparison;
import org.levelread.analysis.LevelAnswer;
import org.levelread.analysis.LevelSets;
import org.levelread.analysis.ModelAnswer;
import org.levelread.analysis.ReaderAnswer;
import org.levelread.analysis.Structure;
import org.levelread.analysis.StudyData;
import org.levelread.report.Findings;
import org.levelread.report.ReportHeader;
import org.levelread.spine.Level;
import org.levelread.statistics.ClusterBootstrap;
import org.levelread.statistics.MaskOverlap;

/// Times a whole report, from frozen data to the export pack, on a study that is made up: constructs of every length,
/// two films of every fifth patient, a model and readers that err at random, masks and a reference for every film.
final class ReportBench {
    private static final long SEED = 20_261_125L;
    private static final List<Level> COLUMN = LevelSets.downwards(Level.USUAL);

    private final StudyData data;
    private final int readers;
    private final ClusterBootstrap bootstrap;
    private long start;

    ReportBench(int films, int readers, int draws) {
        this.readers = readers;
        bootstrap = new ClusterBootstrap(SEED, draws);
        data = StudyData.ofFilms("bench", "Bench", .05, films(films, readers));
    }

    /// prints a row a part and returns the milliseconds of all
    double run(PrintWriter out) {
        long patients = data.films().stream().map(FilmComparison::cluster).distinct().count();
        out.println(String.format(
                Locale.ROOT,
                "a report: %d films of %d patients, %d readers, %d draws, %d cores",
                data.films().size(),
                patients,
                readers,
                bootstrap.replicates(),
                Runtime.getRuntime().availableProcessors()));
        out.flush();
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long processorStart = system.getProcessCpuTime();
        start = System.nanoTime();
        // the study is read again as the job reads it
        Findings findings = Findings.of(StudyData.parse(data.bytes()), bootstrap, (share, next) -> row(out, next));
        row(out, "the export pack");
        byte[] pack = findings.pack(
                new ReportHeader("Bench", ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC), "bench"));
        double all = (System.nanoTime() - start) / 1e6;
        out.println(String.format(
                Locale.ROOT,
                "%8.1f s  done; %.1f s of processor; a pack of %d kB",
                all / 1000,
                (system.getProcessCpuTime() - processorStart) / 1e9,
                pack.length >> 10));
        out.println(String.format(
                Locale.ROOT,
                "heap at most %d MB of %d MB allowed%s",
                heapPeak() >> 20,
                Runtime.getRuntime().maxMemory() >> 20,
                residentPeak().map(kb -> "; the whole process at most " + (kb >> 10) + " MB").orElse("")));
        out.println("interchangeability: " + findings.chapter("headline").sentence());
        out.flush();
        return all;
    }

    private void row(PrintWriter out, String next) {
        out.println(String.format(Locale.ROOT, "%8.1f s  %s", (System.nanoTime() - start) / 1e9, next));
        out.flush();
    }

    private static long heapPeak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }

    /// kB, where the system tells it
    private static Optional<Long> residentPeak() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<FilmComparison> films(int count, int readers) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        RandomGenerator confidence = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED + 1);
        List<FilmComparison> films = new ArrayList<>();
        int patient = 0;
        for (int f = 0; f < count; f++) {
            // every fifth film is another one of the same patient
            if (random.nextInt(5) > 0) patient++;
            int top = 3 + random.nextInt(8);
            Set<Level> seen = EnumSet.copyOf(COLUMN.subList(top, COLUMN.size()));
            int end = COLUMN.size() - random.nextInt(4);
            Set<Level> truth = random.nextInt(5) == 0
                    ? Set.of()
                    : EnumSet.copyOf(COLUMN.subList(Math.max(top + 1, end - 1 - random.nextInt(6)), end));
            List<ReaderAnswer> answers = new ArrayList<>();
            for (int r = 1; r <= readers; r++) {
                LevelAnswer said = answer(seen, truth, random);
                Map<Level, Integer> sure = new EnumMap<>(Level.class);
                for (Level level : said.seen()) sure.put(level, 1 + confidence.nextInt(5));
                answers.add(new ReaderAnswer(
                        "R" + r, said, 20 + random.nextInt(200), f + 1, Optional.of("good"), sure));
            }
            long size = 50_000;
            films.add(new FilmComparison(
                    "f" + (100_000 + f),
                    "LR-" + (f + 1),
                    Optional.of("P" + patient),
                    Optional.of(new ModelAnswer(
                            answer(seen, truth, random),
                            Map.of("vertebrae", "1"),
                            Optional.empty(),
                            List.of(),
                            Optional.of(random.nextDouble()))),
                    answers,
                    Optional.of(LevelAnswer.of(seen, truth)),
                    Map.of(Structure.VERTEBRAE, new MaskOverlap(size * (85 + random.nextInt(12)) / 100, size, size)),
                    Map.of()));
        }
        return films;
    }

    /// one in ten is wrong: named a level too high, or with an end too many
    private static LevelAnswer answer(Set<Level> seen, Set<Level> truth, RandomGenerator random) {
        int chance = random.nextInt(20);
        if (truth.isEmpty() || chance > 1) return LevelAnswer.of(seen, truth);
        List<Level> sorted = LevelSets.downwards(truth);
        Level above = COLUMN.get(COLUMN.indexOf(sorted.getFirst()) - 1);
        Set<Level> other = EnumSet.of(above);
        other.addAll(chance == 0 ? sorted.subList(0, sorted.size() - 1) : sorted);
        return LevelAnswer.of(seen, other);
    }
}
