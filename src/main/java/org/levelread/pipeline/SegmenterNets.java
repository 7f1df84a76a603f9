package org.levelread.pipeline;

import java.nio.file.Path;
import java.util.Map;
import org.levelread.imaging.Radiograph;
import org.levelread.segmentation.FilmMaps;
import org.levelread.segmentation.Segmenter;
import org.levelread.spine.SpineMaps;

/// The trained nets.
record SegmenterNets(Segmenter segmenter) implements Nets {
    static SegmenterNets open(Path models) {
        return new SegmenterNets(Segmenter.open(models));
    }

    @Override
    public Maps run(Radiograph film) {
        FilmMaps m = segmenter.segment(film);
        SpineMaps maps = new SpineMaps(
                m.bodies(),
                m.cores(),
                m.sacrum(),
                m.s1Body(),
                m.instrumentation(),
                m.thoracic(),
                m.grey(),
                film.width(),
                film.height(),
                film.spacing().orElse(null));
        FineMaps fine = new FineMaps(m.fineBodies(), m.fineSacrum(), m.fineInstrumentation());
        return new Maps(maps, fine, m.vertebraeMillis(), m.sacrumMillis(), m.instrumentationMillis());
    }

    @Override
    public Map<String, String> models() {
        return segmenter.models();
    }

    @Override
    public void close() {
        segmenter.close();
    }
}
