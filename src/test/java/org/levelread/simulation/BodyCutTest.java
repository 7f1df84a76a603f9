package org.levelread.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyCutTest {
    private static final Mesh BODY = Solids.solid(new double[] {0, 0, 0}, new double[] {17, 22, 14}, .3, 14);

    /// a body, two pedicles and an arch behind the canal, leaning by some degrees
    private static Mesh vertebra(double degrees) {
        Mesh upright = Solids.joined(
                BODY,
                Solids.solid(new double[] {-25, 15, 5}, new double[] {15, 4, 5}, .5, 10),
                Solids.solid(new double[] {-25, -15, 5}, new double[] {15, 4, 5}, .5, 10),
                Solids.solid(new double[] {-45, 0, 0}, new double[] {10, 38, 9}, .5, 12));
        return upright.placed(p -> turn(p, degrees));
    }

    private static void turn(double[] p, double degrees) {
        double a = Math.toRadians(degrees), x = p[0], z = p[2];
        p[0] = x * Math.cos(a) - z * Math.sin(a);
        p[2] = x * Math.sin(a) + z * Math.cos(a);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-25, 0, 10, 30})
    void theBodyEndsAtItsPosteriorWall(double degrees) {
        Mesh whole = vertebra(degrees);
        Mesh upright = BodyCut.of(whole, 0, 1).placed(p -> turn(p, -degrees));
        assertThat(upright.low(0)).isCloseTo(BODY.low(0), within(2.5));
        assertThat(upright.high(0)).isCloseTo(BODY.high(0), within(1e-6));
        assertThat(upright.high(1)).isCloseTo(BODY.high(1), within(1e-6));
        assertThat(upright.high(2)).isCloseTo(BODY.high(2), within(1.));
        assertThat(upright.low(2)).isCloseTo(BODY.low(2), within(1.));
    }

    @Test
    void aMeshWithoutMidplaneIsRefused() {
        Mesh flat = new Mesh(new double[] {0, 0, 0, 1, 0, 0, 0, 0, 1}, new int[] {0, 1, 2});
        assertThatThrownBy(() -> BodyCut.of(flat, 0, 1)).hasMessageContaining("midplane");
    }
}
