package org.levelread.simulation;

import java.util.List;
import java.util.Set;
import org.levelread.simulation.FilmTruth.FilmType;

/// The shape of the film and where it stands in front of the patient.
///
/// @param camera on the fine grid, [#FINE] pixels for each of the film's
/// @param lowZ z at the film's lower edge, before its turn
/// @param unit pixels of this film for each of a film of 288 x 288
record FilmPlan(FilmType type, int width, int height, Camera camera, double lowZ, double unit) {
    /// fine pixels along each side of a film pixel
    static final int FINE = 2;

    private static final double[][] SHAPES = {{1, .3}, {4 / 3., .2}, {1.5, .2}, {1.7, .15}, {2.17, .12}, {2.5, .08}};

    static FilmPlan draw(Column column, SimulationOptions options, Set<Difficulty> difficulties, Chance chance) {
        int shape = chance.weighted(
                java.util.Arrays.stream(SHAPES).mapToDouble(s -> s[1]).toArray());
        int height = (int) Math.round(Math.sqrt(options.pixels() * SHAPES[shape][0]) / 16) * 16;
        int width = (int) Math.round(options.pixels() / (double) height / 16) * 16;
        boolean frontal = chance.happens(options.frontal());
        List<Column.Placed> spine = column.vertebrae;
        int last = spine.size() - 1;
        FilmType asked = options.filmType();
        FilmType drawn = difficulties.contains(Difficulty.CUT)
                ? List.of(FilmType.SACRUM_CUT, FilmType.SPOT, FilmType.MIDDLE).get(chance.weighted(.5, .32, .18))
                : chance.happens(.75) ? FilmType.LUMBAR : FilmType.LONG;
        FilmType type = asked == null ? drawn : asked;
        double low;
        int top;
        switch (type) {
            case LUMBAR -> {
                low = -(chance.happens(.3) ? chance.between(120, 230) : chance.between(25, 140));
                top = chance.whole(4, 9);
            }
            case LONG -> {
                low = -chance.between(22, 170);
                top = chance.whole(8, 12);
            }
            case SPOT -> {
                low = -chance.between(50, 110);
                top = chance.whole(1, 4);
            }
            default -> {
                int lowest = chance.below(3);
                low = Math.max(spine.get(lowest).z() + chance.between(-40, 0), s1Top(column) + 2);
                top = lowest + (type == FilmType.MIDDLE ? chance.whole(2, 4) : chance.whole(4, 8));
            }
        }
        top = Math.min(top, last);
        double high = spine.get(top).z() + chance.between(-10, 30);
        double pixelZ = (high - low) / height;
        double stretch = !chance.happens(options.stretched())
                ? 1
                : chance.happens(.6) ? Math.exp(chance.normal(0, .12)) : Math.exp(chance.between(0, .65));
        double pixelX = pixelZ / stretch;
        double front = -1e9, back = 1e9;
        for (Column.Placed v : spine) {
            if (v.z() < low || v.z() > high) continue;
            double middle = frontal ? v.across() : v.x();
            front = Math.max(front, middle + 25);
            back = Math.min(back, middle - 25);
        }
        // the spine fits across the film; a film that must grow for it stays in proportion
        double grow = Math.max(1, (front - back + 30) / (width * pixelX));
        pixelX *= grow;
        if (stretch == 1) {
            double more = pixelZ * (grow - 1) * height;
            pixelZ *= grow;
            if (withoutSacrum(type)) high += more;
            else low -= more;
        }
        double free = width * pixelX - (front - back);
        double left = back - free * chance.central();
        double source = chance.between(700, 1800);
        double centreX = left + width * pixelX / 2 + chance.normal(0, 40),
                centreZ = (low + high) / 2 + chance.normal(0, 40);
        double roll = Math.toRadians(chance.normal(0, withoutSacrum(type) ? 3 : 6));
        Camera camera = new Camera(
                frontal,
                source,
                centreX,
                centreZ,
                Math.cos(roll),
                Math.sin(roll),
                left,
                high,
                pixelX / FINE,
                pixelZ / FINE,
                width * FINE,
                height * FINE);
        if (withoutSacrum(type)) {
            double lift = belowTheFilm(column, camera);
            camera = camera.lifted(lift);
            low += lift;
        }
        return new FilmPlan(type, width, height, camera, low, Math.sqrt((double) width * height) / 288);
    }

    private static boolean withoutSacrum(FilmType type) {
        return type == FilmType.SACRUM_CUT || type == FilmType.MIDDLE;
    }

    /// z of the highest point of the upper endplate of S1
    private static double s1Top(Column column) {
        return column.endplateMm / 2 * Math.sin(Math.toRadians(column.slopeDegrees));
    }

    /// how far the film has to move up to miss the upper endplate of S1, mm
    private static double belowTheFilm(Column column, Camera camera) {
        double needed = 0;
        double half = column.endplateMm / 2 / column.sacralSize;
        for (double x : new double[] {-half, half}) {
            for (double y : new double[] {-25, 25}) {
                double[] p = {x, y, 3};
                column.placeSacrum(p);
                needed = Math.max(needed, (camera.height() - camera.project(p)[1]) * camera.pixelZ());
            }
        }
        return needed;
    }

    double highZ() {
        return camera.top();
    }

    /// width of a film pixel, mm
    double pixelX() {
        return camera.pixelX() * FINE;
    }

    /// height of a film pixel, mm
    double pixelZ() {
        return camera.pixelZ() * FINE;
    }
}
