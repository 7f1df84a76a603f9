package org.levelread.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.levelread.imaging.GrayMap;

class PostProcessingTest {
    private static final int SIDE = 64;

    private static GrayMap ramp() {
        GrayMap film = new GrayMap(SIDE, SIDE);
        for (int i = 0; i < SIDE * SIDE; i++) film.values()[i] = (i % SIDE + i / SIDE) / (2f * SIDE);
        return film;
    }

    @Test
    void storingChangesLittleAndSometimesLeavesEightBits() {
        Set<Boolean> eightBits = new HashSet<>();
        for (long seed = 0; seed < 30; seed++) {
            GrayMap film = ramp(), before = ramp();
            PostProcessing.store(film, new Chance(seed));
            boolean whole = true;
            for (int i = 0; i < SIDE * SIDE; i++) {
                assertThat(film.values()[i]).isBetween(0f, 1f).isCloseTo(before.values()[i], within(.12f));
                whole &= Math.abs(film.values()[i] * 255 - Math.round(film.values()[i] * 255)) < 1e-3;
            }
            eightBits.add(whole);
        }
        assertThat(eightBits).hasSize(2);
    }

    @Test
    void enhancingStaysInRange() {
        for (long seed = 0; seed < 30; seed++) {
            GrayMap film = ramp();
            PostProcessing.enhance(film, 1, new Chance(seed));
            for (float v : film.values()) assertThat(v).isBetween(0f, 1f);
        }
    }

    @Test
    void invertingTwiceIsNothing() {
        GrayMap film = ramp();
        PostProcessing.invert(film);
        assertThat(film.values()[0]).isEqualTo(1);
        PostProcessing.invert(film);
        for (int i = 0; i < SIDE * SIDE; i++) assertThat(film.values()[i]).isCloseTo(ramp().values()[i], within(1e-6f));
    }
}
