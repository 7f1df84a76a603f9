package org.levelread.spine;

/// The metal in one body and its pedicle, in the body's own frame.
///
/// What comes in from behind through the posterior wall with a stretch behind it (the pedicle) is a screw; what comes in
/// from the front and covers the body's middle is an anterior screw or plate.
final class BodyMetal {
    /// a shaft from behind passes at least this share of the body's depth
    private static final double SHAFT = .3;
    /// metal behind the posterior wall, in areas of the body, that makes what is in front of it a screw
    private static final double IN_PEDICLE = .02;
    /// it goes on at least to here, in depths of the body in front of its centre
    private static final double THROUGH_PEDICLE = -.8;
    /// with so much metal in the pedicle the tip in the body may be short
    private static final double ALL_IN_PEDICLE = .06;
    /// where the posterior wall is, in depths of the body in front of its centre
    static final double WALL = -.33;
    /// an anterior plate or screw begins in front of this
    private static final double ANTERIOR = .4;
    /// the middle of the pedicle, likewise
    private static final double PEDICLE = -.65;
    /// a screw whose pedicle is not on the film covers so much of the body
    private static final double CUT_SHAFT_SHARE = .08;
    /// and is so much longer than high
    private static final double CUT_SHAFT_SLENDER = 1.5;

    private double pixels;
    private double pedicle;
    /// metal by its distance behind the wall, 1/20 of the body's depth a bin from -.4 to -1
    private final boolean[] behind = new boolean[12];
    private double back = Double.POSITIVE_INFINITY;
    private double front = Double.NEGATIVE_INFINITY;
    private double bottom = Double.POSITIVE_INFINITY;
    private double top = Double.NEGATIVE_INFINITY;
    private double above;

    /// a pixel of metal inside the body
    void inside(double forward, double height) {
        pixels++;
        above += height;
        back = Math.min(back, forward);
        front = Math.max(front, forward);
        bottom = Math.min(bottom, height);
        top = Math.max(top, height);
    }

    /// a pixel of metal outside the column at the body's height
    void outside(double forward, double height) {
        if (Math.abs(height) >= .6 || forward <= -1 || forward >= -.4) return;
        pedicle++;
        behind[Math.min(11, (int) ((-.4 - forward) * 20))] = true;
    }

    double pixels() {
        return pixels;
    }

    /// whether metal goes on from the wall to THROUGH_PEDICLE, with three gaps at most
    private boolean throughPedicle() {
        int gaps = 0;
        for (int k = 1; k < (int) Math.round((-.4 - THROUGH_PEDICLE) * 20); k++) gaps += behind[k] ? 0 : 1;
        return gaps <= 3;
    }

    private double span() {
        return Math.max(0, front - back);
    }

    /// whether the border of the film cuts off the pedicle that this metal would come from
    private boolean pedicleOffFilm(ColumnFrame frame, int body) {
        if (frame.front() == 0 || back > WALL) return false;
        double[] at = frame.point(body, frame.front() * PEDICLE, above / pixels);
        return !frame.onFilm(at);
    }

    void judge(int k, double area, ColumnFrame frame, NumberingOptions options, LevelTally tally) {
        if (pixels == 0) return;
        double share = pixels / area;
        double behindShare = pedicle / area;
        boolean fromBehind = frame.front() == 0 || back < WALL;
        // what ends close behind the wall comes from the body: cement, or a cage in a broken one
        boolean longBehind = behindShare >= ALL_IN_PEDICLE || behindShare >= IN_PEDICLE && throughPedicle();
        boolean shaft = fromBehind && longBehind && span() >= SHAFT;
        boolean inPedicle = back < -.4 && behindShare >= ALL_IN_PEDICLE && share >= .015;
        boolean anterior = front >= ANTERIOR && share >= .08 && bottom < -.1 && top > .1 && span() >= SHAFT;
        boolean cutShaft = !shaft
                && share >= CUT_SHAFT_SHARE
                && span() >= SHAFT
                && span() * frame.depth(k) > CUT_SHAFT_SLENDER * (top - bottom) * frame.height(k) / 2
                && pedicleOffFilm(frame, k);
        boolean counts = shaft || inPedicle || anterior || cutShaft;
        tally.instrumented[k] = counts;
        tally.near[k] = !counts && share > .75 * options.instrumentedShare()
                || counts && (!shaft && !anterior || share < 2 * options.instrumentedShare());
        double clear = shaft || anterior ? Math.min(1, .55 + span() / 2) : .6;
        tally.trust[k] = counts ? clear : 0;
        tally.why[k] = LevelTally.text(
                "%s: %.0f %% of the body covered over %.0f %% of its depth, and %.0f %% of its area in metal behind it",
                shaft
                        ? "a shaft from behind"
                        : anterior
                                ? "metal from the front"
                                : inPedicle
                                        ? "a screw in the pedicle"
                                        : cutShaft
                                                ? "a shaft whose pedicle lies outside the film"
                                                : "metal that no shaft explains",
                100 * share,
                100 * Math.min(1, span()),
                100 * behindShare);
    }
}
