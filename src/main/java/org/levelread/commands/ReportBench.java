package org.levelread.commands;

import com.sun.management.OperatingSystemMXBean;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.levelread.statistics.ClusterBootstrap;
import org.levelread.statistics.ClusterBootstrap.Ends;
import org.levelread.statistics.ClusterBootstrap.Wanted;
import org.levelread.statistics.ClusterSums;
import org.levelread.statistics.Estimate;
import org.levelread.statistics.Figure;
import org.levelread.statistics.Interchangeability;
import org.levelread.statistics.Interchangeability.Drawn;
import org.levelread.statistics.Interchangeability.Pair;
import org.levelread.statistics.Method;
import org.levelread.statistics.Observation;
import org.levelread.statistics.Sample;

/// Times the clustered figures of a report on a study that is made up: for the model, every reader and the reference
/// against each other the exact match, the Jaccard index, κ and AC1 of all levels and of each, the interchangeability
/// with and without drawn readers, and the median time of each reader.
final class ReportBench {
    private static final int LEVELS = 15;
    private static final double LEVEL = .95;
    private static final long SEED = 20_261_125L;

    private final int films;
    private final int readers;
    private final ClusterBootstrap bootstrap;

    /// which of 15 levels carry hardware, a bit each, by rater (model, readers, reference) and film
    private final int[][] answers;

    private final int[] patientOf;
    private final int patients;

    ReportBench(int films, int readers, int draws) {
        this.films = films;
        this.readers = readers;
        bootstrap = new ClusterBootstrap(SEED, draws);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        answers = new int[readers + 2][films];
        patientOf = new int[films];
        int patient = -1;
        for (int f = 0; f < films; f++) {
            // every fifth film is another one of the same patient
            if (f == 0 || random.nextInt(5) > 0) patient++;
            patientOf[f] = patient;
            int length = 1 + random.nextInt(6);
            int truth = (1 << length) - 1 << random.nextInt(LEVELS - length + 1);
            for (int[] rater : answers) {
                int chance = random.nextInt(20);
                rater[f] =
                        chance == 0 ? truth << 1 & 0x7fff : chance == 1 ? truth ^ 1 << random.nextInt(LEVELS) : truth;
            }
        }
        patients = patient + 1;
    }

    /// prints a row a part and returns the milliseconds of all
    double run(PrintWriter out) {
        out.println(String.format(
                Locale.ROOT,
                "figures of a report: %d films of %d patients, %d readers, %d draws, %d cores",
                films,
                patients,
                readers,
                bootstrap.replicates(),
                Runtime.getRuntime().availableProcessors()));
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long processorStart = system.getProcessCpuTime();
        long start = System.nanoTime();
        List<Wanted> wanted = new ArrayList<>();
        List<Pair> exact = new ArrayList<>();
        List<Pair> kappa = new ArrayList<>();
        for (int a = 0; a < answers.length; a++) {
            for (int b = a + 1; b < answers.length; b++) pair(a, b, wanted, exact, kappa);
        }
        double sumsMs = row(out, "sums by patient", start);

        start = System.nanoTime();
        List<Estimate> figures = bootstrap.estimates(wanted, LEVEL);
        double figuresMs = row(out, figures.size() + " figures", start);

        start = System.nanoTime();
        for (Drawn drawn : Drawn.values()) {
            Interchangeability.of(exact, "0", Figure.MEAN, "exact match", .05, drawn, bootstrap, LEVEL);
            Interchangeability.of(kappa, "0", Figure.KAPPA, "kappa", .05, drawn, bootstrap, LEVEL);
        }
        Interchangeability headline = Interchangeability.of(
                exact, "0", Figure.MEAN, "exact match", .05, Drawn.CLUSTERS, bootstrap.with(Ends.BCA), LEVEL);
        double headlineMs = row(out, "interchangeability", start);

        start = System.nanoTime();
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        for (int r = 0; r < readers; r++) {
            List<Observation> times = new ArrayList<>();
            for (int f = 0; f < films; f++) times.add(new Observation("p" + patientOf[f], 20 + random.nextInt(200)));
            bootstrap.median(times, LEVEL);
        }
        double mediansMs = row(out, "median times", start);

        double all = sumsMs + figuresMs + headlineMs + mediansMs;
        Runtime runtime = Runtime.getRuntime();
        out.println(String.format(
                Locale.ROOT,
                "%-22s %8.1f s, %.1f s of processor, heap %d MB of at most %d MB",
                "all",
                all / 1000,
                (system.getProcessCpuTime() - processorStart) / 1e9,
                (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                runtime.maxMemory() >> 20));
        out.println("interchangeable: " + headline.conclusion());
        out.flush();
        return all;
    }

    private static double row(PrintWriter out, String name, long start) {
        double ms = (System.nanoTime() - start) / 1e6;
        out.println(String.format(Locale.ROOT, "%-22s %8.1f s", name, ms / 1000));
        out.flush();
        return ms;
    }

    private void pair(int a, int b, List<Wanted> wanted, List<Pair> exact, List<Pair> kappa) {
        ClusterSums same = new ClusterSums(patients, 2);
        ClusterSums jaccard = new ClusterSums(patients, 2);
        ClusterSums all = new ClusterSums(patients, 4);
        ClusterSums[] levels = new ClusterSums[LEVELS];
        for (int l = 0; l < LEVELS; l++) levels[l] = new ClusterSums(patients, 4);
        for (int f = 0; f < films; f++) {
            int p = patientOf[f];
            int x = answers[a][f];
            int y = answers[b][f];
            same.add(p, 0, x == y ? 1 : 0);
            same.add(p, 1, 1);
            jaccard.add(p, 0, x == y ? 1 : Integer.bitCount(x & y) / (double) Integer.bitCount(x | y));
            jaccard.add(p, 1, 1);
            for (int l = 0; l < LEVELS; l++) {
                int cell = (x >> l & 1) == 1 ? (y >> l & 1) == 1 ? 0 : 1 : (y >> l & 1) == 1 ? 2 : 3;
                all.add(p, cell, 1);
                levels[l].add(p, cell, 1);
            }
        }
        want(wanted, same, Figure.MEAN);
        want(wanted, jaccard, Figure.MEAN);
        want(wanted, all, Figure.KAPPA);
        want(wanted, all, Figure.AC1);
        for (ClusterSums level : levels) {
            want(wanted, level, Figure.KAPPA);
            want(wanted, level, Figure.AC1);
        }
        // the last one is the reference
        if (b == answers.length - 1) return;
        exact.add(new Pair(String.valueOf(a), String.valueOf(b), same));
        kappa.add(new Pair(String.valueOf(a), String.valueOf(b), all));
    }

    private void want(List<Wanted> wanted, ClusterSums sums, Figure figure) {
        wanted.add(new Wanted(sums, figure, new Method("figure", ""), Sample.of(films)));
    }
}
