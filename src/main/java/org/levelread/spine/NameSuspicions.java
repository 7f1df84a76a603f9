package org.levelread.spine;

/// Flags of the names: another count fits nearly as well, or where ribs begin contradicts this one.
final class NameSuspicions {
    private static final double CLOSE_MARGIN = .3;

    private final Naming naming;
    private final Chain chain;
    private final FlagList flags;

    NameSuspicions(Naming naming, FlagList flags) {
        this.naming = naming;
        this.chain = naming.chain();
        this.flags = flags;
    }

    void raise() {
        ribs();
        if (chain.anchor() != null && chain.rival() != 0 && chain.margin() < CLOSE_MARGIN) {
            flags.add(
                    Cause.C4A,
                    1 - chain.margin(),
                    "names %s by %d would fit nearly as well (%.2f of one body's worth less)",
                    chain.rival() > 0 ? "higher" : "lower",
                    Math.abs(chain.rival()),
                    chain.margin());
            flags.seen(0, "margin over the next naming, in bodies", chain.margin(), CLOSE_MARGIN);
        }
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
        flags.add(
                Cause.C4B,
                doubt,
                "%s, not at body 6: %s lumbar vertebrae, a transitional one, or a body %s below",
                where,
                lumbar == 4 ? "four" : lumbar == 6 ? "six" : String.valueOf(lumbar),
                shift > 0 ? "missed" : "too many");
        seenAt(first, "bodies below the first that bears ribs", lumbar, 5);
        flags.add(
                Cause.C4D,
                .8 * doubt,
                "%s: %s pairs of ribs would explain it as well",
                where,
                shift > 0 ? "thirteen" : "eleven");
        seenAt(first, "bodies below the first that bears ribs", lumbar, 5);
    }

    private void seenAt(int body, String what, double value, double limit) {
        if (body >= 0) flags.seen(body, what, value, limit);
    }
}
