package org.levelread.simulation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.EnumSet;
import java.util.Set;

/// What makes a film hard to read.
public enum Difficulty {
    /// noise and fog
    @JsonProperty("low exposure")
    LOW_EXPOSURE(.1),
    /// gas, iliac wings or arms over the spine
    @JsonProperty("overlap")
    OVERLAP(.12),
    /// scoliosis, kyphosis, many fractures, a far slip
    @JsonProperty("deformity")
    DEFORMITY(.1),
    /// other numbers of lumbar vertebrae or ribs, or a transitional vertebra
    @JsonProperty("numbering")
    NUMBERING(0),
    /// the sacrum, the top or both lie beyond the film
    @JsonProperty("cut")
    CUT(.18);

    private final double share;

    Difficulty(double share) {
        this.share = share;
    }

    /// the numbering's share is that of the options
    static Set<Difficulty> draw(SimulationOptions options, Chance chance) {
        Set<Difficulty> drawn = EnumSet.noneOf(Difficulty.class);
        if (options.part() != Part.ROUTINE) {
            for (Difficulty d : values()) {
                double own = d == NUMBERING ? options.unusual() : d.share;
                if (chance.happens(own)) drawn.add(d);
            }
        }
        if (options.part() == Part.HARD && drawn.isEmpty()) drawn.add(values()[chance.below(values().length)]);
        if (options.filmType() != null) {
            if (options.filmType().cut) drawn.add(CUT);
            else drawn.remove(CUT);
        }
        return drawn;
    }
}
