package org.levelread.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SampleSizeCommandTests {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private CommandLine command;

    @BeforeEach
    void fresh() {
        command = new CommandLine(new SampleSizeCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
    }

    /// R: presize::prec_prop(.9, conf.width = .1, method = 'wilson')$n is 137.6; two films of a patient, correlated by a
    /// half, count as 1.5
    @Test
    void sharesOfCorrelatedFilms() {
        assertThat(command.execute("share", "--expected", ".9", "--half-width", ".05", "--films-per-patient", "2", "--json"))
                .isZero();
        JsonNode json = JsonMapper.builder().build().readTree(out.toString());
        int cases = json.get("independentCases").asInt();
        assertThat(wilsonHalfWidth(.9, cases)).isLessThanOrEqualTo(.05);
        assertThat(wilsonHalfWidth(.9, cases - 1)).isGreaterThan(.05);
        assertThat(json.get("designEffect").asDouble()).isEqualTo(1.5);
        assertThat(json.get("films").asInt()).isEqualTo((cases * 3 + 1) / 2);
        assertThat(json.get("method").asString()).contains("half width 0.05");
    }

    /// ((1.959964 + .841621) * .4 / .1)^2 = 125.58
    @Test
    void marginsInWords() {
        assertThat(command.execute("margin", "--sd", ".4", "--margin", ".1")).isZero();
        assertThat(out.toString()).startsWith("126 films").contains("margin 0.1", "R: ((qnorm(");
    }

    @Test
    void whatCannotBePlannedIsRefusedInOneSentence() {
        assertThat(command.execute("kappa", "--expected", "1.2", "--prevalence", ".3", "--half-width", ".1"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("kappa lies in [").contains("was 1.2");
        assertThat(command.execute("margin", "--expected", "-.2", "--sd", ".4", "--margin", ".1"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("no number of cases is enough");
        assertThat(command.execute("share", "--expected", ".9", "--half-width", ".05", "--level", "95"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--level lies in (0, 1), was 95.0");
        assertThat(command.execute()).isEqualTo(2);
        assertThat(err.toString()).contains("samplesize share, samplesize kappa or samplesize margin");
    }

    private static double wilsonHalfWidth(double p, double n) {
        double z = 1.959963984540054;
        return z / (1 + z * z / n) * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    }
}
