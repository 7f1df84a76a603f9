package org.levelread.report;

import java.util.Optional;
import org.levelread.charts.Plot;

/// One finding: a sentence, the table behind it, and a plot of the table.
///
/// @param id for files and sheets, such as "shift"
/// @param sentence what a reader should take from it, with its numbers
/// @param plot empty where there is nothing to draw
public record Chapter(String id, String title, String sentence, Optional<Plot> plot, DataTable table) {
    public Chapter {
        if (!id.matches("[a-z][a-z0-9-]{1,30}")) throw new IllegalArgumentException("no chapter can have the id " + id);
    }
}
