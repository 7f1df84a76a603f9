package org.levelread.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.levelread.analysis.MadeStudy;
import org.levelread.analysis.StudyData;

/// 2,000 films, 12 readers, 10,000 draws: frozen data to findings and pack.
@Tag("heavy")
class ReportSpeedTest {
    /// One core stands for two: the seconds of processor do not depend on what else runs on the machine.
    @Test
    void aLargeStudyReportsWithinAMinute() {
        StudyData data = StudyData.ofFilms("large", "Large", .1, MadeStudy.demo(5, 2000, 12));
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long processor = system.getProcessCpuTime();
        long start = System.nanoTime();
        Findings findings = Findings.of(
                data, (share, stage) -> System.out.printf("%5.1f s  %s%n", (System.nanoTime() - start) / 1e9, stage));
        byte[] pack = findings.pack(
                new ReportHeader("Large", ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC), "lead"));
        double seconds = (system.getProcessCpuTime() - processor) / 1e9;
        System.out.printf(
                "%5.1f s, %.1f s of processor, a pack of %d kB, heap at most %d MB%n",
                (System.nanoTime() - start) / 1e9,
                seconds,
                pack.length / 1000,
                Runtime.getRuntime().totalMemory() >> 20);
        assertThat(seconds).isLessThan(60);
    }
}
