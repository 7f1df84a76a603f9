package org.levelread.spine;

/// Where the numbering draws its lines. Lengths are in median body pitches, areas in pixels of a grid of
/// 110,000 pixels.
///
/// @param threshold probability above which a pixel belongs to a class
/// @param smallestCore markers smaller than this are noise
/// @param smallestBody share of the median body's area under which an instance is dropped
/// @param fewestBodies a chain of fewer bodies is no spine; one fewer will do where the body of S1 is seen
/// @param leastConfidence a film whose names are right with a lower probability is not determinable: the study's
///     threshold, in [0, 1]
/// @param instrumentedShare hardware over more than this share of a body's area marks its level as instrumented
/// @param smallestHardware share of the median body's area under which a piece of hardware is ignored
/// @param hardwareReach how far from the bodies a piece of hardware may begin, in pitches
public record NumberingOptions(
        double threshold,
        double smallestCore,
        double smallestBody,
        int fewestBodies,
        double leastConfidence,
        double instrumentedShare,
        double smallestHardware,
        double hardwareReach) {
    public static final NumberingOptions USUAL = new NumberingOptions(.5, 6, .25, 3, .3, .04, .015, .35);

    public NumberingOptions {
        if (!(threshold > 0 && threshold < 1)) {
            throw new IllegalArgumentException("the threshold is a probability in (0, 1), was " + threshold);
        }
        if (!(instrumentedShare > 0 && instrumentedShare < 1)) {
            throw new IllegalArgumentException("the instrumented share lies in (0, 1), was " + instrumentedShare);
        }
        if (!(leastConfidence >= 0 && leastConfidence <= 1)) {
            throw new IllegalArgumentException("the least confidence lies in [0, 1], was " + leastConfidence);
        }
        if (fewestBodies < 2) {
            throw new IllegalArgumentException("a spine has at least 2 bodies, asked for " + fewestBodies);
        }
    }

    /// the same with another threshold for abstention
    public NumberingOptions withLeastConfidence(double least) {
        return new NumberingOptions(
                threshold,
                smallestCore,
                smallestBody,
                fewestBodies,
                least,
                instrumentedShare,
                smallestHardware,
                hardwareReach);
    }
}
