package org.levelread.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.levelread.simulation.FilmTruth.Variant;
import org.levelread.spine.Level;

/// One patient's spine and pelvis: where every vertebra stands, built upwards from the upper endplate of S1 at
/// the origin.
///
/// x runs forwards, z up, y across; angles in radians unless the name says otherwise, lengths in millimetres.
final class Column {
    /// degrees of lordosis that the disc below a vertebra has in a spine of middling lordosis, from L5 up
    private static final double[] DISC_DEGREES = {15, 11, 8, 6, 4, 1, -1, -2, -3, -3, -4, -4, -4, -4};
    private static final double[] DISC_MM = {9, 11, 10, 9.5, 8.5, 6.5, 5.5, 5, 5, 4.5, 4.5, 4, 4, 4};

    /// A vertebra in its place.
    ///
    /// @param like number of the lumbar mesh it takes its shape from, 0 (L5) to 4 (L1)
    /// @param quad corners x and z: superior anterior, superior posterior, inferior posterior, inferior anterior
    /// @param size scale of its width
    /// @param waist how much shallower the body is half way up, as a share of its depth
    /// @param spurs osteophytes at the corners of the quad, as shares of half the depth
    /// @param biconcave how far its endplates sink in, as a share of half its height
    /// @param across its shift across, mm
    /// @param turn about the vertical
    /// @param lean sideways
    record Placed(
            Level level,
            Anatomy.Vertebra shape,
            double[][] quad,
            double size,
            double biconcave,
            double waist,
            double[] spurs,
            boolean thoracic,
            boolean fractured,
            double across,
            double turn,
            double lean)
            implements Mesh.Placement {
        double x() {
            return (quad[0][0] + quad[1][0] + quad[2][0] + quad[3][0]) / 4;
        }

        double z() {
            return (quad[0][1] + quad[1][1] + quad[2][1] + quad[3][1]) / 4;
        }

        double lowest() {
            return Math.min(Math.min(quad[0][1], quad[1][1]), Math.min(quad[2][1], quad[3][1]));
        }

        double highest() {
            return Math.max(Math.max(quad[0][1], quad[1][1]), Math.max(quad[2][1], quad[3][1]));
        }

        /// how far a spur carries a point near a front or back corner, as a share of half the depth
        private double spur(double s, double t) {
            int corner = s > 0 ? (t > 0 ? 0 : 3) : t > 0 ? 1 : 2;
            double in = Math.clamp((Math.abs(s) - .7) / .3, 0, 1), up = Math.clamp((Math.abs(t) - .55) / .45, 0, 1);
            return Math.abs(s) > 1.3 || Math.abs(t) > 1.35 ? 0 : Math.signum(s) * spurs[corner] * in * up * up;
        }

        /// from the vertebra's own frame: a bilinear map of its corners onto the quad, carried on linearly outside
        @Override
        public void move(double[] p) {
            double[][] q = shape.corners();
            double c = Math.cos(turn), s = Math.sin(turn);
            double y0 = p[1] * size;
            double x = c * p[0] - s * y0 / size, y = s * p[0] * size + c * y0;
            double halfX = (q[0][0] - q[1][0] + q[3][0] - q[2][0]) / 4,
                    halfZ = (q[0][1] + q[1][1] - q[2][1] - q[3][1]) / 4;
            double S = x / halfX, T = p[2] / halfZ, near = Math.clamp(S, -1.15, 1.15);
            if (Math.abs(S) < 1.3 && Math.abs(T) < 1.2) S *= 1 - waist * Math.max(0, 1 - T * T);
            S += spur(S, T);
            near = Math.clamp(S, -1.15, 1.15);
            if (Math.abs(T) < 1.4) T *= 1 - biconcave * Math.clamp(1 - near * near, 0, 1);
            if (thoracic) T -= .25 * Math.clamp(-S - 1.2, 0, 3);
            T += y * Math.tan(lean) / (halfZ * size);
            double u = (near + 1) / 2, t = (T + 1) / 2;
            double out = (S - near) / 2;
            double[] r = new double[2];
            for (int j = 0; j < 2; j++) {
                double along = (quad[0][j] - quad[1][j] + quad[3][j] - quad[2][j]) / 2;
                r[j] = quad[2][j] * (1 - u) * (1 - t)
                        + quad[3][j] * u * (1 - t)
                        + quad[0][j] * u * t
                        + quad[1][j] * (1 - u) * t
                        + out * along;
            }
            p[0] = r[0];
            p[1] = y + across;
            p[2] = r[1];
        }
    }

    final Variant variant;
    final Base base;
    /// pairs of ribs: 13 with one at L1, 11 with none at T12
    final int ribs;
    final List<Placed> vertebrae = new ArrayList<>();
    /// sacral slope, degrees
    final double slopeDegrees;
    /// scale of the sacrum and the pelvis
    final double sacralSize;
    /// length of the upper endplate of S1, mm
    final double endplateMm;
    private final double bow, hook, table, sacralHeight, sacralDepth, sacralWidth;
    private final double pelvicTilt, pelvicSize, pelvicTurn, pelvicLean, pelvicForward, pelvicUp, pelvicWidth, uneven;

    Column(Anatomy anatomy, SimulationOptions options, Set<Difficulty> difficulties, Chance chance) {
        List<Base> bases =
                options.bases().stream().filter(anatomy.vertebrae::containsKey).toList();
        if (bases.isEmpty()) throw new IllegalArgumentException("the anatomy has none of the bases " + options.bases());
        base = bases.get(chance.below(bases.size()));
        List<Anatomy.Vertebra> shapes = anatomy.vertebrae.get(base);
        int kind = difficulties.contains(Difficulty.NUMBERING) ? unusual(options, chance) : -1;
        variant = switch (kind) {
            case 0 -> Variant.SIX_LUMBAR;
            case 1 -> Variant.FOUR_LUMBAR;
            case 2 -> Variant.SACRALISED_L5;
            case 3 -> Variant.LUMBARISED_S1;
            default -> Variant.FIVE_LUMBAR;
        };
        ribs = kind == 4 ? 13 : kind == 5 ? 11 : 12;
        Deformity deformity = Deformity.draw(difficulties.contains(Difficulty.DEFORMITY), chance);
        List<Level> levels = levels(variant);
        int n = levels.size();
        int[] like = new int[n];
        for (int k = 0; k < n; k++) {
            like[k] = switch (variant) {
                case FIVE_LUMBAR, SACRALISED_L5, LUMBARISED_S1 -> k;
                case SIX_LUMBAR -> k < 2 ? k : k - 1;
                case FOUR_LUMBAR -> k < 1 ? k : k + 1;
            };
        }
        double scale = chance.between(.85, 1.15),
                lordosis = chance.between(.35, 1.55),
                narrowed = chance.between(0, .35);
        double discScale = chance.between(.75, 1.3),
                depthScale = chance.between(.9, 1.1) * scale,
                heightScale = chance.between(.9, 1.1);
        boolean[] fractured = new boolean[n];
        for (int i = deformity.fractures(); i > 0; i--) fractured[chance.below(Math.min(9, n))] = true;
        // wear is commonest in the two lowest discs, and after a fusion several in a row are thin
        int wornFrom = chance.happens(.2) ? chance.below(6) : n, wornTo = wornFrom + chance.whole(2, 4);
        double[] angle = new double[n], disc = new double[n], slip = new double[n];
        for (int k = 0; k < n; k++) {
            angle[k] = DISC_DEGREES[like[k]] * lordosis + chance.normal(0, 2.5);
            disc[k] = DISC_MM[like[k]] * discScale * chance.between(.85, 1.15);
            if (chance.happens(like[k] < 2 ? narrowed + .15 : narrowed) || k >= wornFrom && k < wornTo) {
                disc[k] *= chance.between(.15, .6);
                angle[k] *= .5;
            }
            slip[k] = chance.normal(0, .8);
        }
        slip[chance.below(deformity.farSlip() ? 2 : 4)] += deformity.slipMm();
        if (variant == Variant.SACRALISED_L5) {
            disc[0] *= chance.between(.2, .45);
            angle[0] *= .3;
            slip[0] = 0;
        }
        Body[] bodies = new Body[n];
        double total = 0;
        for (int k = 0; k < n; k++) {
            int lumbar = Math.min(like[k], 4);
            double above = Math.max(0, like[k] - 4);
            bodies[k] = Body.draw(
                    shapes.get(lumbar).corners(),
                    depthScale * Math.pow(.96, above),
                    Math.pow(.965, above) * scale * heightScale,
                    levels.get(k).name().startsWith("T"),
                    fractured[k],
                    chance);
            if (like[k] < 5) total += angle[k] + bodies[k].wedgeDegrees();
        }
        slopeDegrees = Math.clamp(total + chance.normal(-9, 9), chance.between(0, 18), 70);
        endplateMm = anatomy.endplateMm * depthScale * chance.between(.9, 1.1);
        sacralSize = endplateMm / anatomy.endplateMm;
        double waist = chance.between(-.02, .09), worn = chance.happens(.35) ? chance.between(.1, 1) : 0;
        double wander = chance.between(0, 1.5), twist = chance.unit(), lean = chance.unit();
        double turn0 = chance.normal(0, 4), lean0 = chance.normal(0, 3);
        double across = 0, turn = 0, side = 0, curved = 0;
        double tilt = slopeDegrees;
        double[] position = {0, 0};
        for (int k = 0; k < n; k++) {
            double[][] quad = bodies[k].quad(position, tilt, angle[k], disc[k], slip[k], chance.normal(0, .6));
            across += chance.normal(0, 1.2);
            turn += chance.normal(0, 2.2);
            side += chance.normal(0, 2);
            curved += 36 * StrictMath.tan(deformity.lean(k));
            vertebrae.add(new Placed(
                    levels.get(k),
                    shapes.get(Math.min(like[k], shapes.size() - 1)),
                    quad,
                    Math.pow(.965, Math.max(0, like[k] - shapes.size() + 1)) * scale,
                    bodies[k].biconcave,
                    waist + chance.normal(0, .015),
                    spurs(worn, chance),
                    like[k] >= shapes.size(),
                    fractured[k],
                    across * wander + curved,
                    Math.toRadians(turn * twist + turn0) + deformity.turn(k),
                    Math.toRadians(side * lean + lean0) + deformity.lean(k)));
            tilt = Math.toDegrees(Math.atan2(quad[1][1] - quad[0][1], quad[0][0] - quad[1][0]));
            position = new double[] {(quad[0][0] + quad[1][0]) / 2, (quad[0][1] + quad[1][1]) / 2};
        }
        pelvicTurn = Math.toRadians(chance.normal(0, 4));
        pelvicLean = Math.toRadians(chance.normal(0, 3));
        // some sacra are nearly straight, others turn forwards by a right angle
        bow = chance.happens(.3) ? chance.between(.0015, .0055) : chance.normal(0, .0016);
        hook = chance.happens(.4) ? chance.between(-.006, .016) : 0;
        table = Math.tan(Math.toRadians(chance.normal(0, 6)));
        sacralHeight = chance.between(.84, 1.18);
        sacralDepth = chance.between(.82, 1.16);
        sacralWidth = chance.between(.85, 1.12);
        pelvicTilt = Math.toRadians(chance.normal(0, 6.5));
        pelvicSize = chance.between(.9, 1.12);
        pelvicForward = chance.normal(0, 5);
        pelvicUp = chance.normal(0, 8)
                + (difficulties.contains(Difficulty.OVERLAP) ? chance.between(0, 28) : 0)
                + (variant == Variant.SACRALISED_L5 ? chance.between(10, 24) : 0);
        pelvicWidth = chance.between(.88, 1.1);
        uneven = chance.normal(0, .035);
    }

    /// 0 to 5: six lumbar, four lumbar, sacralised L5, lumbarised S1, 13 ribs, 11 ribs
    private static int unusual(SimulationOptions options, Chance chance) {
        if (options.unusual() == 0) return chance.below(6);
        double transitional = options.transitional() / 2, ribs = options.otherRibs() / 2;
        return chance.weighted(options.sixLumbar(), options.fourLumbar(), transitional, transitional, ribs, ribs);
    }

    private static double[] spurs(double worn, Chance chance) {
        double[] spurs = new double[4];
        for (int c = 0; c < 4; c++) {
            if (chance.happens(.5 * worn)) spurs[c] = chance.between(.05, c == 0 || c == 3 ? .4 : .2) * worn;
        }
        return spurs;
    }

    /// the levels from the lowest lumbar vertebra up to T4
    private static List<Level> levels(Variant variant) {
        List<Level> all = new ArrayList<>();
        if (variant == Variant.SIX_LUMBAR) all.add(Level.L6);
        all.addAll(Level.USUAL.subList(variant == Variant.FOUR_LUMBAR ? 2 : 1, 15));
        return all;
    }

    /// from the frame of S1
    void placeSacrum(double[] p) {
        double below = Math.max(0, -p[2] - 25), tail = Math.max(0, -p[2] - 75);
        p[0] -= table * Math.min(0, p[2] + 3);
        p[1] *= sacralWidth;
        p[2] *= sacralHeight;
        if (p[0] <= -16) p[0] = -16 + (p[0] + 16) * sacralDepth;
        p[0] += bow * below * below + hook * tail * tail;
        turn(p);
    }

    /// from the frame of S1
    void placePelvis(double[] p) {
        double x = p[0], z = p[2];
        p[0] = pelvicSize * (Math.cos(pelvicTilt) * x - Math.sin(pelvicTilt) * z) + pelvicForward + uneven * p[1];
        p[1] *= pelvicSize * pelvicWidth;
        p[2] = pelvicSize * (Math.sin(pelvicTilt) * x + Math.cos(pelvicTilt) * z) + pelvicUp;
        turn(p);
    }

    private void turn(double[] p) {
        double x0 = p[0] * sacralSize, y0 = p[1] * sacralSize, z0 = p[2] * sacralSize;
        double x = Math.cos(pelvicTurn) * x0 - Math.sin(pelvicTurn) * y0,
                y = Math.sin(pelvicTurn) * x0 + Math.cos(pelvicTurn) * y0;
        double z = z0 + y * Math.tan(pelvicLean);
        double a = Math.toRadians(-slopeDegrees);
        p[0] = Math.cos(a) * x - Math.sin(a) * z;
        p[1] = y;
        p[2] = Math.sin(a) * x + Math.cos(a) * z;
    }

    /// The measures of one body in the midplane, mm.
    private record Body(double anterior, double posterior, double superior, double inferior, double biconcave) {
        static Body draw(
                double[][] q,
                double depthScale,
                double heightScale,
                boolean thoracic,
                boolean fractured,
                Chance chance) {
            double depth = (q[0][0] - q[1][0] + q[3][0] - q[2][0]) / 2 * depthScale * chance.between(.96, 1.04);
            double anterior = (q[0][1] - q[3][1]) * heightScale * chance.between(.95, 1.05) * (thoracic ? .97 : 1);
            double posterior = (q[1][1] - q[2][1]) * heightScale * chance.between(.95, 1.05);
            double superior = depth * chance.between(.94, 1.05), inferior = depth * chance.between(.94, 1.05);
            double biconcave = chance.between(0, .1);
            if (fractured) {
                switch (chance.below(3)) {
                    case 0 -> {
                        anterior *= chance.between(.4, .8);
                        posterior *= chance.between(.85, 1);
                    }
                    case 1 -> {
                        biconcave = chance.between(.2, .45);
                        anterior *= chance.between(.75, 1);
                        posterior *= chance.between(.85, 1);
                    }
                    default -> {
                        double crush = chance.between(.35, .7);
                        anterior *= crush * chance.between(.85, 1.1);
                        posterior *= crush * chance.between(.95, 1.3);
                    }
                }
            }
            return new Body(anterior, posterior, superior, inferior, biconcave);
        }

        double wedgeDegrees() {
            return Math.toDegrees(Math.atan2(anterior - posterior, (superior + inferior) / 2));
        }

        /// @param below middle of the endplate below, whose tilt (degrees, anterior end down) is `tilt`
        double[][] quad(double[] below, double tilt, double angle, double disc, double slip, double shift) {
            double a = Math.toRadians(tilt), b = Math.toRadians(tilt - angle), m = (a + b) / 2;
            double[] ex = {Math.cos(b), -Math.sin(b)}, up = {Math.sin(b), Math.cos(b)};
            double[] mid = {
                below[0] + Math.sin(m) * disc + Math.cos(a) * slip, below[1] + Math.cos(m) * disc - Math.sin(a) * slip
            };
            double[][] quad = new double[4][2];
            double less = (inferior - superior) / 2;
            for (int j = 0; j < 2; j++) {
                quad[2][j] = mid[j] - ex[j] * inferior / 2;
                quad[3][j] = mid[j] + ex[j] * inferior / 2;
                quad[1][j] = quad[2][j] + up[j] * posterior + ex[j] * (less + shift);
                quad[0][j] = quad[3][j] + up[j] * anterior - ex[j] * (less - shift);
            }
            return quad;
        }
    }
}
