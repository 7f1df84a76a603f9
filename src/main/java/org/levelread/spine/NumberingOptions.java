package org.levelread.spine;

/// Where the numbering draws its lines. Lengths are in median body pitches, areas in pixels of a grid of
/// 110,000 pixels.
///
/// @param threshold probability above which a pixel belongs to a class
/// @param smallestCore markers smaller than this are noise
/// @param smallestBody share of the median body's area under which an instance is dropped
/// @param fewestBodies a chain of fewer bodies is no spine; one fewer will do where the body of S1 is seen
/// @param leastMargin how much better (in score, one clear body = 1) the best numbering must be than the second
/// @param leastConfidence a film whose median confidence of the level names is lower is not determinable
/// @param instrumentedShare hardware over more than this share of a body's area marks its level as instrumented
/// @param smallestHardware share of the median body's area under which a piece of hardware is ignored
/// @param hardwareReach how far from the bodies a piece of hardware may begin, in pitches
public record NumberingOptions(
        double threshold,
        double smallestCore,
        double smallestBody,
        int fewestBodies,
        double leastMargin,
        double leastConfidence,
        double instrumentedShare,
        double smallestHardware,
        double hardwareReach) {
    public static final NumberingOptions USUAL = new NumberingOptions(.5, 6, .25, 3, .15, .15, .04, .015, .35);

    public NumberingOptions {
        if (!(threshold > 0 && threshold < 1)) {
            throw new IllegalArgumentException("the threshold is a probability in (0, 1), was " + threshold);
        }
        if (!(instrumentedShare > 0 && instrumentedShare < 1)) {
            throw new IllegalArgumentException("the instrumented share lies in (0, 1), was " + instrumentedShare);
        }
        if (fewestBodies < 2) {
            throw new IllegalArgumentException("a spine has at least 2 bodies, asked for " + fewestBodies);
        }
    }
}
