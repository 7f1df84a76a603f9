package org.levelread.spine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.Polygon;

/// The flags of one film as they are raised, with the words and places they share.
final class FlagList {
    private final @Nullable Level[] names;
    private final List<Polygon> outlines;
    private final List<Flag> flags = new ArrayList<>();

    /// @param names of the chain's bodies, from the lowest up
    /// @param outlines of the chain's bodies in film pixels
    FlagList(@Nullable Level[] names, List<Polygon> outlines) {
        this.names = names;
        this.outlines = outlines;
    }

    List<Flag> all() {
        return List.copyOf(flags);
    }

    String name(int i) {
        Level level = names[i];
        return level != null ? level.name() : "body " + (i + 1) + " from below";
    }

    /// adds to the last flag what was measured on the whole film
    void measured(String what, double value, double limit) {
        Flag last = flags.removeLast();
        flags.add(new Flag(
                last.cause(),
                last.evidence(),
                last.confidence(),
                last.where(),
                new Flag.Measured(what, value, limit)));
    }

    /// adds to the last flag where to look and what was measured
    void seen(int body, String what, double value, double limit) {
        Flag last = flags.removeLast();
        flags.add(new Flag(
                last.cause(),
                last.evidence(),
                last.confidence(),
                outlines.get(body),
                new Flag.Measured(what, value, limit)));
    }

    void add(Cause cause, double confidence, String evidence, Object... values) {
        flags.add(flag(cause, confidence, evidence, values));
    }

    static Flag flag(Cause cause, double confidence, String evidence, Object... values) {
        String text = evidence.formatted(values).strip();
        return new Flag(
                cause,
                text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".",
                Math.clamp(confidence, 0, 1));
    }
}
