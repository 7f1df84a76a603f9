package org.levelread.spine;

/// Flags of the bodies' masks: run together, cut, joined, missed, false.
final class MaskSuspicions {
    /// a region left out between two bodies is worth a look from this share of a body's area
    private static final double LEFT_OUT = .5;
    /// a highest body of a smaller share of the area of the one below it may be cut
    private static final double CUT_ON_TOP = .7;

    private final Naming naming;
    private final Chain chain;
    private final FlagList flags;

    MaskSuspicions(Naming naming, FlagList flags) {
        this.naming = naming;
        this.chain = naming.chain();
        this.flags = flags;
    }

    /// @param together see [ChainRepair#runTogether(Chain)]
    void raise(VertebraBodies split, ChainRepair repair, int together) {
        for (double[] at : repair.cut()) {
            if (cutAbove(at) || naming.ribsConfirm(nearest(at))) continue;
            flags.add(
                    Cause.C3A,
                    .5,
                    "the bodies about %s had run into each other and were cut apart by their length",
                    flags.name(nearest(at)));
        }
        if (together >= 0) {
            double lengths = ChainRepair.lengths(chain, together);
            flags.add(
                    Cause.C3A,
                    .8,
                    "a body is %.1f times as long as those around it: several seem to have run into each other",
                    lengths);
            flags.seen(together, "length, in lengths of the bodies around", lengths, ChainRepair.LONG_UNCUT);
        }
        for (double[] at : repair.joined()) {
            if (cutAbove(at) || naming.ribsConfirm(nearest(at))) continue;
            flags.add(Cause.C3B, .5, "two regions at %s were close and short and were joined", flags.name(nearest(at)));
        }
        double pitch = chain.pitch();
        for (int i = 0; i < chain.size(); i++) {
            Chain.Link link = chain.links().get(i);
            boolean start = i == 0 && chain.anchor() == null;
            if (!start && link.step() > 1) {
                flags.add(
                        Cause.C3C,
                        .7,
                        "the gap below %s is %.1f times the usual distance: %d %s to be missing",
                        flags.name(i),
                        link.pitch() * link.step() / pitch,
                        link.step() - 1,
                        link.step() == 2 ? "body seems" : "bodies seem");
                flags.seen(i, "distance below, in median distances", link.pitch() * link.step() / pitch, 1.5);
            }
            double odd = link.pitch() / pitch;
            // where the border or collimation cuts a body, its middle is not where it seems to be
            boolean whole = chain.body(i).cut() != Body.Cut.TOP && !shortOnTop(i);
            if (!start && i > 0 && whole && link.step() == 1 && (odd > 1.5 || odd < .6)) {
                flags.add(
                        odd > 1 ? Cause.C3C : Cause.C3D,
                        .4,
                        "the distance below %s is %.1f times the usual one",
                        flags.name(i),
                        odd);
                flags.seen(i, "distance below, in median distances", odd, odd > 1 ? 1.5 : .6);
            }
        }
        for (Body b : repair.bodies()) {
            if (chain.links().stream().anyMatch(l -> l.body().label() == b.label())) continue;
            double size = b.area() / ChainSearch.typicalArea(split.bodies());
            if (size < LEFT_OUT) continue;
            for (int i = 1; i < chain.size(); i++) {
                if (b.y() < chain.body(i - 1).y() && b.y() > chain.body(i).y() && b.distanceTo(chain.body(i)) < pitch) {
                    flags.add(
                            Cause.C3D,
                            .5,
                            "a region of %.0f %% of the usual size between %s and %s was left out",
                            100 * size,
                            flags.name(i - 1),
                            flags.name(i));
                    flags.seen(i, "area of the region below, in typical areas", size, LEFT_OUT);
                    break;
                }
            }
        }
    }

    /// whether the highest body is so small that collimation may cut it
    private boolean shortOnTop(int i) {
        if (i == 0 || i < chain.size() - 1) return false;
        return chain.body(i).area() < CUT_ON_TOP * chain.body(i - 1).area();
    }

    private int nearest(double[] at) {
        int best = 0;
        for (int i = 1; i < chain.size(); i++) {
            if (away(i, at) < away(best, at)) best = i;
        }
        return best;
    }

    /// whether a place lies in what the upper border cuts, where halves and lengths mean nothing and no name follows
    private boolean cutAbove(double[] at) {
        int i = nearest(at);
        return chain.body(i).cut() == Body.Cut.TOP
                || i == chain.size() - 2 && chain.body(i + 1).cut() == Body.Cut.TOP && away(i + 1, at) < chain.pitch();
    }

    private double away(int i, double[] at) {
        return Math.hypot(chain.body(i).x() - at[0], chain.body(i).y() - at[1]);
    }
}
