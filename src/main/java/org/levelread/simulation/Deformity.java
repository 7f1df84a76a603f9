package org.levelread.simulation;

/// What bends, breaks or slips in one spine.
///
/// @param fractures how many vertebral bodies may be broken
/// @param slipMm of one vertebra on the one below, forwards
/// @param farSlip whether the slip is one of L5 or L4 by a third of the body or more
/// @param degrees of lean at the steepest place of a scoliosis
/// @param from number of the vertebra where the curve begins
/// @param length of the whole curve, in vertebrae
record Deformity(int fractures, double slipMm, boolean farSlip, double degrees, double from, double length) {
    /// @param severe whether at least one of them is beyond the usual
    static Deformity draw(boolean severe, Chance chance) {
        int fractures = chance.happens(.3) ? chance.whole(1, 4) : 0;
        double slip = chance.happens(.2) ? (chance.happens(.3) ? -1 : 1) * chance.between(3, 12) : 0;
        double degrees = 0, from = chance.between(-6, 6), length = chance.between(8, 15);
        boolean far = false;
        if (severe) {
            switch (chance.weighted(.5, .25, .25)) {
                case 0 -> degrees = chance.between(8, 26);
                case 1 -> fractures = chance.whole(3, 7);
                default -> {
                    slip = chance.between(10, 20);
                    far = true;
                }
            }
        }
        return new Deformity(fractures, slip, far, degrees, from, length);
    }

    /// sideways, radians
    double lean(int vertebra) {
        return Math.toRadians(degrees) * StrictMath.sin(phase(vertebra));
    }

    /// about the vertical, radians; greatest at the apex
    double turn(int vertebra) {
        return .8 * Math.toRadians(degrees) * StrictMath.cos(phase(vertebra));
    }

    private double phase(int vertebra) {
        return 2 * Math.PI * (vertebra - from) / length;
    }
}
