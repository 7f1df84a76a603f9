package org.levelread.reading;

import java.util.List;

/// A prediction as it may be shown beside a film in an aided arm.
///
/// @param version of the models, kept with the answer
/// @param outlines in film pixels
/// @param labels the levels that got a name, from the lowest up
/// @param said one sentence: the instrumented levels, or why the levels could not be told
public record Shown(String version, List<Outline> outlines, List<ReadingLevel> labels, String said) {
    public Shown {
        outlines = List.copyOf(outlines);
        labels = List.copyOf(labels);
    }

    /// @param polygons closed outlines, each a list of `[x, y]` in film pixels
    public record Outline(String id, String name, String color, List<List<double[]>> polygons) {}
}
