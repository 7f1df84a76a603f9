package org.levelread.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatchTest {
    private static final int SIDE = 200;
    private static final double SOURCE = 900;

    private static Camera camera(double rollDegrees) {
        double roll = Math.toRadians(rollDegrees);
        return new Camera(false, SOURCE, 5, -3, Math.cos(roll), Math.sin(roll), -60, 60, .6, .6, SIDE, SIDE);
    }

    /// the chord of the ray from the source through a pixel in a sphere at (12, 30, -8)
    private static double chord(Camera c, double[] centre, double radius, int x, int y) {
        double u = c.left() + (x + .5) * c.pixelX() - c.centreX(), v = c.top() - (y + .5) * c.pixelZ() - c.centreZ();
        double dx = c.cosRoll() * u + c.sinRoll() * v, dz = -c.sinRoll() * u + c.cosRoll() * v;
        double length = Math.sqrt(dx * dx + dz * dz + SOURCE * SOURCE);
        double[] ray = {dx / length, SOURCE / length, dz / length};
        double[] to = {centre[0] - c.centreX(), centre[1] + SOURCE, centre[2] - c.centreZ()};
        double along = to[0] * ray[0] + to[1] * ray[1] + to[2] * ray[2];
        double off = to[0] * to[0] + to[1] * to[1] + to[2] * to[2] - along * along;
        return off >= radius * radius ? 0 : 2 * Math.sqrt(radius * radius - off);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 7, -20})
    void aSphereIsAsDeepAsItsChords(double roll) {
        double[] centre = {12, 30, -8};
        double radius = 30;
        Mesh sphere = Solids.solid(centre, new double[] {radius, radius, radius}, 1, 240);
        Camera camera = camera(roll);
        double[] projected = camera.project(sphere.xyz());
        Patch patch = Patch.around(camera, projected).depth(camera, projected, sphere.triangles());
        int compared = 0;
        double worst = 0;
        for (int y = 0; y < patch.height(); y++) {
            for (int x = 0; x < patch.width(); x++) {
                double chord = chord(camera, centre, radius, patch.left() + x, patch.top() + y);
                float depth = patch.values()[y * patch.width() + x];
                if (chord == 0 && depth > 1) worst = depth;
                if (chord < 12) continue; // at the rim a chord changes faster than a facet is wide
                worst = Math.max(worst, Math.abs(depth - chord));
                compared++;
            }
        }
        assertThat(worst).as("greatest error, mm").isLessThan(.1);
        assertThat(compared).isGreaterThan(5000);
    }

    @Test
    void theTurnOfTheFacesDoesNotMatter() {
        Mesh sphere = Solids.solid(new double[3], new double[] {20, 20, 20}, 1, 30);
        int[] turned = sphere.triangles().clone();
        for (int t = 0; t < turned.length; t += 3) {
            int swap = turned[t];
            turned[t] = turned[t + 1];
            turned[t + 1] = swap;
        }
        Camera camera = camera(0);
        double[] projected = camera.project(sphere.xyz());
        Patch one = Patch.around(camera, projected).depth(camera, projected, sphere.triangles());
        Patch other = Patch.around(camera, projected).depth(camera, projected, turned);
        assertThat(other.values()).isEqualTo(one.values());
    }

    @Test
    void aRingIsFilled() {
        Mesh ring = new Mesh(
                new double[] {
                    -20, 0, -20, 20, 0, -20, 20, 0, 20, -20, 0, 20, -10, 0, -10, 10, 0, -10, 10, 0, 10, -10, 0, 10
                },
                new int[] {0, 1, 5, 0, 5, 4, 1, 2, 6, 1, 6, 5, 2, 3, 7, 2, 7, 6, 3, 0, 4, 3, 4, 7});
        Camera camera = camera(0);
        double[] projected = camera.project(ring.xyz());
        Patch patch = Patch.around(camera, projected).cover(projected, ring.triangles());
        double covered = 0;
        for (float v : patch.values()) covered += v;
        assertThat(covered * .36).isBetween(1540., 1660.);
    }

    @Test
    void decimationKeepsASurfaceClosed() {
        Mesh coarse =
                Solids.solid(new double[3], new double[] {20, 15, 25}, .5, 60).decimated(2);
        assertThat(coarse.vertices()).isLessThan(3000);
        Camera camera = camera(0);
        double[] projected = camera.project(coarse.xyz());
        Patch patch = Patch.around(camera, projected).depth(camera, projected, coarse.triangles());
        for (float v : patch.values()) assertThat(v).isBetween(0f, 70f);
    }
}
