package org.levelread.spine;

import java.util.List;
import org.levelread.imaging.LabelMap;

/// Everything that may be a vertebral body on one film, split from its neighbours: step one of [LevelNumbering].
public final class VertebraBodies {
    private final SpineMaps maps;
    private final LabelMap labels;
    private final List<Body> bodies;

    /// @param maps cleaned: every value in [0, 1]
    VertebraBodies(SpineMaps maps, LabelMap labels, List<Body> bodies) {
        this.maps = maps;
        this.labels = labels;
        this.bodies = List.copyOf(bodies);
    }

    SpineMaps maps() {
        return maps;
    }

    /// on the grid of the maps; not every label is a vertebra
    public LabelMap labels() {
        return labels;
    }

    /// how many regions there are
    public int count() {
        return bodies.size();
    }

    List<Body> bodies() {
        return bodies;
    }
}
