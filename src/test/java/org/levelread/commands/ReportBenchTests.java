package org.levelread.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ReportBenchTests {
    /// A quarter of the promised films and a tenth of the draws (2,000 films, 12 readers and 10,000 draws in 60 s of two
    /// cores, 120 s of one) in a tenth of the time: far from what was measured, and near enough to see a loop over films
    /// in every draw. Time of the processor, which a busy machine does not stretch.
    @Test
    void aSmallerStudyTakesLittle() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long start = system.getProcessCpuTime();
        new ReportBench(500, 12, 1000).run(new PrintWriter(new StringWriter()));
        assertThat((system.getProcessCpuTime() - start) / 1e9).isLessThan(12);
    }

    @Test
    void onTheCommandLine() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = new CommandLine(new BenchCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        assertThat(command.execute("--report", "--films", "60", "--readers", "3", "--draws", "200"))
                .isZero();
        assertThat(out.toString())
                .contains("60 films of", "3 readers, 200 draws", "the export pack", "s of processor", "heap at most")
                .contains("interchangeability: The model");
        assertThat(command.execute("--report", "--draws", "10")).isEqualTo(2);
        assertThat(err.toString()).contains("at least 2 films, 2 readers and 100 draws");
    }
}
