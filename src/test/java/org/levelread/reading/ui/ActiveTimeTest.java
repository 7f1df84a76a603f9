package org.levelread.reading.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ActiveTimeTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void addsUpWhatWasSavedAndShortPauses() {
        ActiveTime time = new ActiveTime(5_000, START);
        assertThat(time.act(START.plusSeconds(10))).isEqualTo(15_000);
        assertThat(time.act(START.plusSeconds(40))).isEqualTo(45_000);
    }

    @Test
    void countsAMinuteOfALongPauseAndNothingOfAClockSetBack() {
        ActiveTime time = new ActiveTime(0, START);
        assertThat(time.act(START.plusSeconds(3600))).isEqualTo(60_000);
        assertThat(time.act(START)).isEqualTo(60_000);
        assertThat(time.act(START.plusSeconds(1))).isEqualTo(61_000);
    }
}
