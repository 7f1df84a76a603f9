package org.levelread.pipeline;

import java.util.Map;
import org.levelread.imaging.Radiograph;
import org.levelread.spine.SpineMaps;

/// The three nets as the pipeline needs them. May be used by several threads at once.
interface Nets extends AutoCloseable {
    Maps run(Radiograph film);

    /// name of each net to its version
    Map<String, String> models();

    @Override
    void close();

    /// @param vertebraeMs how long the net for vertebrae took, in milliseconds; likewise the others
    record Maps(SpineMaps maps, FineMaps fine, double vertebraeMs, double sacrumMs, double instrumentationMs) {}
}
