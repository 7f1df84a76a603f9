package org.levelread.spine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.Polygon;

/// Collects the flags of one film: what could have gone wrong, each with numbers that a person can check.
final class Suspicions {
    private static final double WEAK_S1 = .45;
    /// nets leave out the last pixels of what the border cuts: so near to it, in sides of a square of its area, it is cut
    private static final double NEAR_BORDER = .35;
    /// a body of S1 of a smaller share of a body's area is seen in part alone
    private static final double SMALL_S1 = .35;
    /// a body of S1 that touches the border with more than this share is whole
    private static final double WHOLE_S1 = .6;
    /// a region left out between two bodies is worth a look from this share of a body's area
    private static final double LEFT_OUT = .5;
    private static final double CLOSE_MARGIN = .3;
    /// Where ribs are in view but do not confirm the count, names of a lower probability are a doubt: on 424 rendered films
    /// with nets 2026.13 four of ten films with a wrong name that had no flag, and five of 384 right ones more.
    private static final double UNCONFIRMED = .88;
    /// On 120 rendered films bone was brighter by -.01 to .40 of the range, on inverted ones by -.32 to -.14.
    private static final double INVERTED = -.07;
    /// 99 % of routine rendered films have more, half of those of low exposure less
    private static final double LEAST_CONTRAST = 5.2;
    /// of the pixels of one body
    private static final double MOST_SATURATED = .6;
    /// rendered films, which have no seam, stay below 2.5
    private static final double SEAM = 4;
    /// a rod usually ends less than this many levels above the centre of the highest body that counts: on 218 rendered films
    /// with hardware and true masks six went on for 1.1 to 1.3, all of whose sets were right
    private static final double OVERHANG = 1.3;
    /// a highest body of a smaller share of the area of the one below it may be cut
    private static final double CUT_ON_TOP = .7;
    /// a cage that is seen so clearly leaves no doubt what counts: the protocol says that both neighbours do
    private static final double CLEAR_CAGE = .65;

    private final Naming naming;
    private final Chain chain;
    private final @Nullable Level[] names;
    private final List<Flag> flags = new ArrayList<>();

    private final List<Polygon> outlines;

    /// @param naming what the names rest on
    /// @param names of the chain's bodies, from the lowest up
    /// @param outlines of the chain's bodies in film pixels
    Suspicions(Naming naming, @Nullable Level[] names, List<Polygon> outlines) {
        this.naming = naming;
        this.chain = naming.chain();
        this.names = names;
        this.outlines = outlines;
    }

    static List<Flag> wrongView(int bodies) {
        return List.of(flag(
                Cause.C2D, .8, "only %d vertebral %s in line were found", bodies, bodies == 1 ? "body" : "bodies"));
    }

    void frontal(FrontalView view) {
        add(
                Cause.C2D,
                .85,
                "the vertebrae look alike to the left and right of their axis (%.2f of 1): the film seems to be taken from the"
                        + " front",
                view.symmetry());
        measured("likeness of left and right, from -1 to 1", view.symmetry(), FrontalView.ALIKE);
    }

    /// @param signals null where the film's grey values are not at hand
    List<Flag> all(
            VertebraBodies split,
            @Nullable FilmSignals signals,
            SacrumSearch sacrum,
            ChainRepair repair,
            HardwareMatch hardware,
            NumberingOptions options) {
        sacrum(sacrum, split.maps());
        coverage(hardware);
        if (signals != null) picture(signals, split.maps());
        masks(split, repair);
        numbering();
        hardware(hardware, options);
        return List.copyOf(flags);
    }

    /// whether a region ends so near to the lower border or a side that it may be cut there
    private static boolean nearBorder(Body b, SpineMaps maps) {
        double reach = Math.max(2 * Body.BORDER_PX, NEAR_BORDER * Math.sqrt(b.area()));
        return b.y() + b.extent(0, 1) / 2 > maps.bodies().height() - reach
                || b.x() - b.extent(1, 0) / 2 < reach
                || b.x() + b.extent(1, 0) / 2 > maps.bodies().width() - reach;
    }

    private void sacrum(SacrumSearch sacrum, SpineMaps maps) {
        Anchor anchor = chain.anchor();
        if (anchor == null) {
            add(
                    Cause.C1A,
                    sacrum.anchors().isEmpty() ? .9 : .6,
                    sacrum.anchors().isEmpty()
                            ? "no sacrum was found below the lowest body"
                            : "what looks like a sacrum does not fit under the chain of bodies");
            return;
        }
        if (anchor.kind() == Anchor.Kind.OUTLINE) {
            add(
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
            add(Cause.C1A, .4, "the body of S1 reaches the border of the film, so the sacrum is only partly in view");
            seen(0, "area of S1, in usual areas of a body", share, WHOLE_S1);
        }
        if (anchor.kind() == Anchor.Kind.S1_BODY
                && anchor.body().cut() == Body.Cut.NONE
                && anchor.confidence() < WEAK_S1) {
            add(Cause.C1A, .4, "only a part of S1, or S1 faintly, was seen (trust %.2f)", anchor.confidence());
            seen(0, "trust in S1", anchor.confidence(), WEAK_S1);
        }
        if (anchor.kind() == Anchor.Kind.S1_BODY
                && anchor.body().cut() == Body.Cut.NONE
                && share < SMALL_S1
                && nearBorder(anchor.body(), maps)) {
            add(
                    Cause.C1A,
                    .45,
                    "what is seen of S1 lies at the border of the film and has only %.0f %% of a body's usual area",
                    100 * share);
            seen(0, "area of S1, in usual areas of a body", share, SMALL_S1);
        }
        for (Anchor other : sacrum.anchors()) {
            if (other == anchor || other.kind() != Anchor.Kind.S1_BODY || other.confidence() < .6 * anchor.confidence())
                continue;
            add(
                    Cause.C3E,
                    .5,
                    "two regions look like the body of S1 (%.2f and %.2f)",
                    anchor.confidence(),
                    other.confidence());
        }
        Body lowest = chain.body(0);
        if (lowest.s1() > .25) {
            add(
                    Cause.C3F,
                    Math.min(.9, lowest.s1() + .2),
                    "the body named %s also looks like S1 (%.2f against %.2f)",
                    name(0),
                    lowest.s1(),
                    lowest.probability());
            seen(0, "mean probability of S1 inside", lowest.s1(), .25);
        }
        if (anchor.kind() == Anchor.Kind.S1_BODY && anchor.body().probability() > .25 && !ribsConfirm()) {
            add(
                    Cause.C3F,
                    Math.min(.9, anchor.body().probability() + .2),
                    "the body taken for S1 also looks like a lumbar body (%.2f against %.2f)",
                    anchor.body().probability(),
                    anchor.body().s1());
        }
    }

    private void coverage(HardwareMatch hardware) {
        int top = chain.size() - 1;
        if (hardware.touching().contains(Construct.Border.TOP)) {
            add(Cause.C1B, .8, "hardware reaches the upper border of the film, so the construct may go on above");
        } else if (chain.body(top).cut() == Body.Cut.TOP && hardware.instrumented()[top]) {
            add(Cause.C1B, .6, "the uppermost instrumented body, %s, is cut by the upper border", name(top));
        }
        if (hardware.touching().contains(Construct.Border.SIDE)
                || hardware.touching().contains(Construct.Border.BOTTOM)) {
            add(
                    Cause.C1C,
                    .7,
                    "hardware reaches the %s border of the film",
                    hardware.touching().contains(Construct.Border.BOTTOM) ? "lower" : "side");
        }
        for (int i = 0; i < top; i++) {
            if (chain.body(i).cut() == Body.Cut.SIDE)
{
                add(Cause.C1C, .6, "%s is cut by the side border of the film", name(i));
                seen(i, "distance to the border, grid pixels", 0, Body.BORDER_PX);
            }
        }
    }

    private void picture(FilmSignals film, SpineMaps maps) {
        if (film.contrast() < INVERTED) {
            add(
                    Cause.C2E,
                    .85,
                    "the bodies are darker than what is beside them (%.0f %% of the range of grey values there): the film may"
                            + " be inverted",
                    -100 * film.contrast());
            measured("contrast of the bodies, share of the range", film.contrast(), INVERTED);
        }
        if (film.contrastToNoise() < LEAST_CONTRAST) {
            add(
                    Cause.C2A,
                    .7,
                    "neither the bodies nor their outlines differ from what is beside them by more than %.1f times the noise"
                            + " of a pixel",
                    film.contrastToNoise());
            measured("contrast-to-noise ratio of the bodies", film.contrastToNoise(), LEAST_CONTRAST);
        } else if (film.saturated() > MOST_SATURATED) {
            add(
                    Cause.C2A,
                    .6,
                    "%.0f %% of the pixels of %s have the lowest or highest value of the film: nothing is seen there",
                    100 * film.saturated(),
                    name(film.saturatedBody()));
            seen(
                    film.saturatedBody(),
                    "share of the body at the end of the grey values",
                    film.saturated(),
                    MOST_SATURATED);
        }
        if (film.seamStep() > SEAM) {
            add(
                    Cause.C1D,
                    .75,
                    "the film steps across the spine at row %d, %.0f times as much as its rows usually differ: it may be"
                            + " stitched there",
                    film.seam() * maps.filmHeight() / maps.bodies().height(),
                    film.seamStep());
            measured("step between two rows, in usual ones", film.seamStep(), SEAM);
        }
    }

    private void masks(VertebraBodies split, ChainRepair repair) {
        for (double[] at : repair.cut()) {
            if (cutAbove(at) || ribsConfirm()) continue;
            add(
                    Cause.C3A,
                    .5,
                    "the bodies about %s had run into each other and were cut apart by their length",
                    name(nearest(at)));
        }
        int together = ChainRepair.runTogether(chain);
        if (together >= 0) {
            double lengths = ChainRepair.lengths(chain, together);
            add(
                    Cause.C3A,
                    .8,
                    "a body is %.1f times as long as those around it: several seem to have run into each other",
                    lengths);
            seen(together, "length, in lengths of the bodies around", lengths, ChainRepair.LONG_UNCUT);
        }
        for (double[] at : repair.joined()) {
            if (cutAbove(at) || ribsConfirm()) continue;
            add(Cause.C3B, .5, "two regions at %s were close and short and were joined", name(nearest(at)));
        }
        double pitch = chain.pitch();
        for (int i = 0; i < chain.size(); i++) {
            Chain.Link link = chain.links().get(i);
            boolean start = i == 0 && chain.anchor() == null;
            if (!start && link.step() > 1) {
                add(
                        Cause.C3C,
                        .7,
                        "the gap below %s is %.1f times the usual distance: %d %s to be missing",
                        name(i),
                        link.pitch() * link.step() / pitch,
                        link.step() - 1,
                        link.step() == 2 ? "body seems" : "bodies seem");
                seen(i, "distance below, in median distances", link.pitch() * link.step() / pitch, 1.5);
            }
            double odd = link.pitch() / pitch;
            // where the border or collimation cuts a body, its middle is not where it seems to be
            boolean whole = chain.body(i).cut() != Body.Cut.TOP && !shortOnTop(i);
            if (!start && i > 0 && whole && link.step() == 1 && (odd > 1.5 || odd < .6)) {
                add(
                        odd > 1 ? Cause.C3C : Cause.C3D,
                        .4,
                        "the distance below %s is %.1f times the usual one",
                        name(i),
                        odd);
                seen(i, "distance below, in median distances", odd, odd > 1 ? 1.5 : .6);
            }
        }
        for (Body b : repair.bodies()) {
            if (chain.links().stream().anyMatch(l -> l.body().label() == b.label())) continue;
            double size = b.area() / ChainSearch.typicalArea(split.bodies());
            if (size < LEFT_OUT) continue;
            for (int i = 1; i < chain.size(); i++) {
                if (b.y() < chain.body(i - 1).y() && b.y() > chain.body(i).y() && b.distanceTo(chain.body(i)) < pitch) {
                    add(
                            Cause.C3D,
                            .5,
                            "a region of %.0f %% of the usual size between %s and %s was left out",
                            100 * size,
                            name(i - 1),
                            name(i));
                    seen(i, "area of the region below, in typical areas", size, LEFT_OUT);
                    break;
                }
            }
        }
    }

    /// whether ribs begin where the count says: a body too many or too few below would have moved them. On 424 rendered
    /// films with nets 2026.13, names about bodies cut apart were right on 15 of 16 where ribs confirm them, on 1 of 13
    /// elsewhere.
    private boolean ribsConfirm() {
        return naming.numbering().ribs().outcome() == RibCheck.Outcome.CONFIRMS;
    }

    private void numbering() {
        ribs();
        if (chain.anchor() != null && chain.rival() != 0 && chain.margin() < CLOSE_MARGIN) {
            add(
                    Cause.C4A,
                    1 - chain.margin(),
                    "names %s by %d would fit nearly as well (%.2f of one body's worth less)",
                    chain.rival() > 0 ? "higher" : "lower",
                    Math.abs(chain.rival()),
                    chain.margin());
            seen(0, "margin over the next naming, in bodies", chain.margin(), CLOSE_MARGIN);
        } else if (naming.numbering().ribs().outcome() == RibCheck.Outcome.UNCLEAR
                && naming.reason() == null
                && naming.numbering().confidence() < UNCONFIRMED) {
            add(
                    Cause.C4A,
                    .5,
                    "all names are right with a probability of only %.0f %%, and where ribs begin does not confirm them",
                    100 * naming.numbering().confidence());
            measured("probability that all names are right", naming.numbering().confidence(), UNCONFIRMED);
        }
    }

    /// whether the highest body is so small that collimation may cut it
    private boolean shortOnTop(int i) {
        if (i == 0 || i < chain.size() - 1) return false;
        return chain.body(i).area() < CUT_ON_TOP * chain.body(i - 1).area();
    }

    /// Where ribs begin contradicts the count, or the names follow the ribs.
    private void ribs() {
        RibBorder ribs = naming.ribs();
        NamePosterior posterior = naming.posterior();
        if (ribs == null || posterior == null || naming.numbering().fixed() != null) return;
        int lowest = chain.links().getFirst().index();
        boolean moved = posterior.best(lowest) != 0;
        if (!moved && !RibCheck.contradicts(ribs.logLikelihoods(), Calibration.shipped())) return;
        double[] seen = NamePosterior.likelihood(ribs.logLikelihoods(), Calibration.shipped());
        int shift = moved ? posterior.best(lowest) : 0;
        for (int k = 0; k < seen.length && !moved; k++)
            if (seen[k] > seen[shift + NamePosterior.FURTHEST]) shift = k - NamePosterior.FURTHEST;
        int lumbar = 5 - shift;
        int first = -1;
        for (int i = 0; i < chain.size() && first < 0; i++) if (chain.links().get(i).index() > lumbar) first = i;
        double doubt = Math.max(.5, 1 - posterior.of(0));
        String where = first < 0
                ? "no body up to number %d above the sacrum seems to bear ribs".formatted(chain.links().getLast().index())
                : "ribs seem to begin at body %d above the sacrum (probability %.2f%s)"
                        .formatted(
                                chain.links().get(first).index(),
                                ribs.probabilities()[first],
                                first > 0 ? ", %.2f in the one below".formatted(ribs.probabilities()[first - 1]) : "");
        add(
                Cause.C4B,
                doubt,
                "%s, not at body 6: %s lumbar vertebrae, a transitional one, or a body %s below",
                where,
                lumbar == 4 ? "four" : lumbar == 6 ? "six" : String.valueOf(lumbar),
                shift > 0 ? "missed" : "too many");
        seenAt(first, "bodies below the first that bears ribs", lumbar, 5);
        add(
                Cause.C4D,
                .8 * doubt,
                "%s: %s pairs of ribs would explain it as well",
                where,
                shift > 0 ? "thirteen" : "eleven");
        seenAt(first, "bodies below the first that bears ribs", lumbar, 5);
    }

    private void seenAt(int body, String what, double value, double limit) {
        if (body >= 0) seen(body, what, value, limit);
    }

    private void hardware(HardwareMatch hardware, NumberingOptions options) {
        int highest = -1;
        for (int i = 0; i < chain.size(); i++) {
            double share = hardware.share()[i];
            if (hardware.instrumented()[i]) highest = i;
            if (hardware.near()[i]) {
                add(
                        Cause.C5A,
                        .5,
                        "hardware covers only %.1f %% of %s, so that it %s: %s",
                        100 * share,
                        name(i),
                        hardware.instrumented()[i] ? "only just counts" : "does not count",
                        hardware.why()[i]);
                seen(i, "share of the body that hardware covers", share, options.instrumentedShare());
            }
        }
        for (int gap : hardware.cages()) {
            // with screws on both sides no convention changes the set; with none nothing but the cage names a level
            if (hardware.screwed(gap) == hardware.screwed(gap - 1)) continue;
            double trust = hardware.trustInCage(gap);
            if (trust > CLEAR_CAGE) continue;
            add(
                    Cause.C5C,
                    .4,
                    "what lies in the disc space below %s is not clearly a cage (trust %.2f), and only one neighbour holds a"
                            + " screw: as a cage it makes both count",
                    name(gap),
                    trust);
            seen(gap, "trust in the cage", trust, CLEAR_CAGE);
        }
        if (highest >= 0 && highest + 1 < chain.size()) {
            double over = hardware.beyond(chain, highest, true);
            if (over > OVERHANG) {
                add(
                        Cause.C5B,
                        .5,
                        "hardware goes on %.1f levels above the centre of %s, which is the highest that counts",
                        over,
                        name(highest));
                seen(highest, "levels above the centre", over, OVERHANG);
            }
        }
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

    private String name(int i) {
        Level level = names[i];
        return level != null ? level.name() : "body " + (i + 1) + " from below";
    }

    /// adds to the last flag what was measured on the whole film
    private void measured(String what, double value, double limit) {
        Flag last = flags.removeLast();
        flags.add(new Flag(
                last.cause(),
                last.evidence(),
                last.confidence(),
                last.where(),
                new Flag.Measured(what, value, limit)));
    }

    /// adds to the last flag where to look and what was measured
    private void seen(int body, String what, double value, double limit) {
        Flag last = flags.removeLast();
        flags.add(new Flag(
                last.cause(),
                last.evidence(),
                last.confidence(),
                outlines.get(body),
                new Flag.Measured(what, value, limit)));
    }

    private void add(Cause cause, double confidence, String evidence, Object... values) {
        flags.add(flag(cause, confidence, evidence, values));
    }

    private static Flag flag(Cause cause, double confidence, String evidence, Object... values) {
        String text = evidence.formatted(values).strip();
        return new Flag(
                cause,
                text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".",
                Math.clamp(confidence, 0, 1));
    }
}
