package org.levelread.spine;

/// Flags of what the count starts from: a sacrum that is not in view, seen in part, or taken for something else.
final class SacrumSuspicions {
    private static final double WEAK_S1 = .45;
    /// nets leave out the last pixels of what the border cuts: so near to it, in sides of a square of its area, it is cut
    private static final double NEAR_BORDER = .35;
    /// a body of S1 of a smaller share of a body's area is seen in part alone
    private static final double SMALL_S1 = .35;
    /// a body of S1 that touches the border with more than this share is whole
    private static final double WHOLE_S1 = .6;

    private final Naming naming;
    private final Chain chain;
    private final FlagList flags;

    SacrumSuspicions(Naming naming, FlagList flags) {
        this.naming = naming;
        this.chain = naming.chain();
        this.flags = flags;
    }

    void raise(SacrumSearch sacrum, SpineMaps maps) {
        Anchor anchor = chain.anchor();
        if (anchor == null) {
            flags.add(
                    Cause.C1A,
                    sacrum.anchors().isEmpty() ? .9 : .6,
                    sacrum.anchors().isEmpty()
                            ? "no sacrum was found below the lowest body"
                            : "what looks like a sacrum does not fit under the chain of bodies");
            return;
        }
        if (anchor.kind() == Anchor.Kind.OUTLINE) {
            flags.add(
                    Cause.C3E,
                    .6,
                    "the names start from the sacrum's outline (trust %.2f): no body of S1 was seen",
                    anchor.confidence());
        }
        double share = anchor.body().area()
                / ChainSearch.typicalArea(
                        chain.links().stream().map(Chain.Link::body).toList());
        boolean atBorder = anchor.body().cut() == Body.Cut.BOTTOM || anchor.body().cut() == Body.Cut.SIDE;
        if (atBorder && share < WHOLE_S1) {
            flags.add(Cause.C1A, .4, "the body of S1 reaches the border of the film, so the sacrum is only partly in view");
            flags.seen(0, "area of S1, in usual areas of a body", share, WHOLE_S1);
        }
        if (anchor.kind() == Anchor.Kind.S1_BODY
                && anchor.body().cut() == Body.Cut.NONE
                && anchor.confidence() < WEAK_S1) {
            flags.add(Cause.C1A, .4, "only a part of S1, or S1 faintly, was seen (trust %.2f)", anchor.confidence());
            flags.seen(0, "trust in S1", anchor.confidence(), WEAK_S1);
        }
        if (anchor.kind() == Anchor.Kind.S1_BODY
                && anchor.body().cut() == Body.Cut.NONE
                && share < SMALL_S1
                && nearBorder(anchor.body(), maps)) {
            flags.add(
                    Cause.C1A,
                    .45,
                    "what is seen of S1 lies at the border of the film and has only %.0f %% of a body's usual area",
                    100 * share);
            flags.seen(0, "area of S1, in usual areas of a body", share, SMALL_S1);
        }
        for (Anchor other : sacrum.anchors()) {
            if (other == anchor || other.kind() != Anchor.Kind.S1_BODY || other.confidence() < .6 * anchor.confidence())
                continue;
            flags.add(
                    Cause.C3E,
                    .5,
                    "two regions look like the body of S1 (%.2f and %.2f)",
                    anchor.confidence(),
                    other.confidence());
        }
        Body lowest = chain.body(0);
        if (lowest.s1() > .25) {
            flags.add(
                    Cause.C3F,
                    Math.min(.9, lowest.s1() + .2),
                    "the body named %s also looks like S1 (%.2f against %.2f)",
                    flags.name(0),
                    lowest.s1(),
                    lowest.probability());
            flags.seen(0, "mean probability of S1 inside", lowest.s1(), .25);
        }
        if (anchor.kind() == Anchor.Kind.S1_BODY && anchor.body().probability() > .25 && !naming.ribsConfirm(0)) {
            flags.add(
                    Cause.C3F,
                    Math.min(.9, anchor.body().probability() + .2),
                    "the body taken for S1 also looks like a lumbar body (%.2f against %.2f)",
                    anchor.body().probability(),
                    anchor.body().s1());
        }
    }

    /// whether a region ends so near to the lower border or a side that it may be cut there
    private static boolean nearBorder(Body b, SpineMaps maps) {
        double reach = Math.max(2 * Body.BORDER_PX, NEAR_BORDER * Math.sqrt(b.area()));
        return b.y() + b.extent(0, 1) / 2 > maps.bodies().height() - reach
                || b.x() - b.extent(1, 0) / 2 < reach
                || b.x() + b.extent(1, 0) / 2 > maps.bodies().width() - reach;
    }
}
