package org.levelread.spine;

/// Flags of the hardware and of what the borders of the film cut.
final class HardwareSuspicions {
    /// a rod usually ends less than this many levels above the centre of the highest body that counts: on 218 rendered films
    /// with hardware and true masks six went on for 1.1 to 1.3, all of whose sets were right
    private static final double OVERHANG = 1.3;
    /// a cage that is seen so clearly leaves no doubt what counts: the protocol says that both neighbours do
    private static final double CLEAR_CAGE = .65;

    private final Chain chain;
    private final FlagList flags;

    HardwareSuspicions(Chain chain, FlagList flags) {
        this.chain = chain;
        this.flags = flags;
    }

    void coverage(HardwareMatch hardware) {
        int top = chain.size() - 1;
        if (hardware.touching().contains(Construct.Border.TOP)) {
            flags.add(Cause.C1B, .8, "hardware reaches the upper border of the film, so the construct may go on above");
        } else if (chain.body(top).cut() == Body.Cut.TOP && hardware.instrumented()[top]) {
            flags.add(Cause.C1B, .6, "the uppermost instrumented body, %s, is cut by the upper border", flags.name(top));
        }
        if (hardware.touching().contains(Construct.Border.SIDE)
                || hardware.touching().contains(Construct.Border.BOTTOM)) {
            flags.add(
                    Cause.C1C,
                    .7,
                    "hardware reaches the %s border of the film",
                    hardware.touching().contains(Construct.Border.BOTTOM) ? "lower" : "side");
        }
        for (int i = 0; i < top; i++) {
            if (chain.body(i).cut() == Body.Cut.SIDE) {
                flags.add(Cause.C1C, .6, "%s is cut by the side border of the film", flags.name(i));
                flags.seen(i, "distance to the border, grid pixels", 0, Body.BORDER_PX);
            }
        }
    }

    void hardware(HardwareMatch hardware, NumberingOptions options) {
        int highest = -1;
        for (int i = 0; i < chain.size(); i++) {
            double share = hardware.share()[i];
            if (hardware.instrumented()[i]) highest = i;
            if (hardware.near()[i]) {
                flags.add(
                        Cause.C5A,
                        .5,
                        "hardware covers only %.1f %% of %s, so that it %s: %s",
                        100 * share,
                        flags.name(i),
                        hardware.instrumented()[i] ? "only just counts" : "does not count",
                        hardware.why()[i]);
                flags.seen(i, "share of the body that hardware covers", share, options.instrumentedShare());
            }
        }
        for (int gap : hardware.cages()) {
            // with screws on both sides no convention changes the set; with none nothing but the cage names a level
            if (hardware.screwed(gap) == hardware.screwed(gap - 1)) continue;
            double trust = hardware.trustInCage(gap);
            if (trust > CLEAR_CAGE) continue;
            flags.add(
                    Cause.C5C,
                    .4,
                    "what lies in the disc space below %s is not clearly a cage (trust %.2f), and only one neighbour holds a"
                            + " screw: as a cage it makes both count",
                    flags.name(gap),
                    trust);
            flags.seen(gap, "trust in the cage", trust, CLEAR_CAGE);
        }
        if (highest >= 0 && highest + 1 < chain.size()) {
            double over = hardware.beyond(chain, highest, true);
            if (over > OVERHANG) {
                flags.add(
                        Cause.C5B,
                        .5,
                        "hardware goes on %.1f levels above the centre of %s, which is the highest that counts",
                        over,
                        flags.name(highest));
                flags.seen(highest, "levels above the centre", over, OVERHANG);
            }
        }
    }
}
