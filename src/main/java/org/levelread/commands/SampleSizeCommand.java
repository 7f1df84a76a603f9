package org.levelread.commands;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.levelread.statistics.SampleSize;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Plans a study before it begins: how many films a wanted precision or margin needs.
@Command(
        name = "samplesize",
        description = "Says how many films a study needs for a wanted precision or margin, before it begins.",
        mixinStandardHelpOptions = true,
        subcommands = {SampleSizeCommand.Share.class, SampleSizeCommand.Kappa.class, SampleSizeCommand.Margin.class})
public final class SampleSizeCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what the study is sized for: samplesize share, samplesize kappa or samplesize margin");
    }

    /// what all plans have in common
    abstract static class Plan implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Option(
                names = "--level",
                paramLabel = "L",
                defaultValue = "0.95",
                description = "of the two-sided interval, in (0, 1) (default: ${DEFAULT-VALUE})")
        double level;

        @Option(
                names = "--films-per-patient",
                paramLabel = "M",
                defaultValue = "1",
                description = "on average (default: ${DEFAULT-VALUE})")
        private double filmsPerPatient;

        @Option(
                names = "--correlation",
                paramLabel = "R",
                defaultValue = "0.5",
                description = "of two films of one patient, in [0, 1]; matters where a patient has several"
                        + " (default: ${DEFAULT-VALUE})")
        private double correlation;

        @Option(names = "--json", description = "one JSON object on standard output")
        private boolean json;

        abstract SampleSize size();

        @Override
        public Integer call() {
            SampleSize size = allowed(() -> {
                if (!(level > 0 && level < 1)) throw new IllegalArgumentException("--level lies in (0, 1), was " + level);
                return size();
            });
            double effect = allowed(() -> SampleSize.designEffect(filmsPerPatient, correlation));
            int films = (int) Math.ceil(size.cases() * effect - 1e-9);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                JsonMapper mapper = JsonMapper.builder().build();
                ObjectNode root = mapper.createObjectNode();
                root.put("independentCases", size.cases());
                root.put("designEffect", effect);
                root.put("films", films);
                root.put("method", size.method().name());
                root.put("sameNumber", size.method().sameNumber());
                out.println(mapper.writeValueAsString(root));
            } else {
                out.println(films + " films" + (effect > 1 ? " (" + size.cases() + " independent ones times a design effect of "
                        + Math.round(1000 * effect) / 1000.0 + ")" : ""));
                out.println(size.method().name());
                out.println(size.method().sameNumber());
            }
            out.flush();
            return 0;
        }

        private <T> T allowed(Supplier<T> plan) {
            try {
                return plan.get();
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
            }
        }
    }

    @Command(
            name = "share",
            description = "For a share, such as exact match or sensitivity, with a Wilson interval of a wanted half width.",
            mixinStandardHelpOptions = true)
    static final class Share extends Plan {
        @Option(names = "--expected", paramLabel = "P", required = true, description = "expected share, in [0, 1]")
        private double expected;

        @Option(names = "--half-width", paramLabel = "W", required = true, description = "of the interval, in (0, 0.5)")
        private double halfWidth;

        @Override
        SampleSize size() {
            return SampleSize.ofShare(expected, halfWidth, level);
        }
    }

    @Command(
            name = "kappa",
            description = "For Cohen's kappa of yes and no by two raters with an interval of a wanted half width.",
            mixinStandardHelpOptions = true)
    static final class Kappa extends Plan {
        @Option(names = "--expected", paramLabel = "K", required = true, description = "expected kappa, below 1")
        private double expected;

        @Option(names = "--prevalence", paramLabel = "P", required = true, description = "share of yes, in (0, 1)")
        private double prevalence;

        @Option(names = "--half-width", paramLabel = "W", required = true, description = "of the interval, above 0")
        private double halfWidth;

        @Override
        SampleSize size() {
            return SampleSize.ofKappa(expected, prevalence, halfWidth, level);
        }
    }

    @Command(
            name = "margin",
            description = "For showing that a difference, such as interchangeability, lies above minus a margin.",
            mixinStandardHelpOptions = true)
    static final class Margin extends Plan {
        @Option(
                names = "--expected",
                paramLabel = "D",
                defaultValue = "0",
                description = "expected difference, above minus the margin (default: ${DEFAULT-VALUE})")
        private double expected;

        @Option(
                names = "--sd",
                paramLabel = "S",
                required = true,
                description = "standard deviation of the difference over films, for instance of a pilot: of each film,"
                        + " the share of readers whom the model agrees with minus the share of pairs of readers who agree")
        private double standardDeviation;

        @Option(names = "--margin", paramLabel = "M", required = true, description = "above 0")
        private double margin;

        @Option(
                names = "--power",
                paramLabel = "P",
                defaultValue = "0.8",
                description = "in (0, 1) (default: ${DEFAULT-VALUE})")
        private double power;

        @Override
        SampleSize size() {
            return SampleSize.ofMargin(expected, standardDeviation, margin, level, power);
        }
    }
}
