package org.levelread.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.levelread.imaging.Mask;
import org.levelread.slicer.SegNrrd;
import org.levelread.slicer.Segment;
import org.levelread.slicer.SlicerSegmentation;
import org.levelread.spine.Level;

class DatasetFilmTests {
    @TempDir
    Path folder;

    private static Segment segment(String name, int fromY, int toY) {
        Mask mask = new Mask(10, 40);
        for (int y = fromY; y < toY; y++) for (int x = 2; x < 8; x++) mask.values()[10 * y + x] = 1;
        return new Segment(name, mask);
    }

    private DatasetFilm film(Segment... segments) throws IOException {
        Files.write(folder.resolve("a.png"), new byte[] {1});
        SegNrrd.write(folder.resolve("a.seg.nrrd"), new SlicerSegmentation(10, 40, null, List.of(segments)));
        return DatasetFilm.in(folder).getFirst();
    }

    @Test
    void whatAHospitalAnnotatedIsItsOwnTruth() throws IOException {
        DatasetFilm.Reference r = film(segment("L4", 0, 9), segment("L5", 10, 19), segment("S1", 21, 30))
                .reference();
        assertThat(r.bodies()).containsOnlyKeys(Level.L4, Level.L5);
        assertThat(r.cut()).containsExactly(Level.L4);
        assertThat(r.sacrumVisible()).isTrue();
        assertThat(r.instrumented()).isEmpty();
        assertThat(r.traits()).isEqualTo(Traits.UNKNOWN);
        // hardware, but nobody said which levels it holds
        assertThat(film(segment("L5", 10, 19), segment("Rod", 10, 19)).reference().instrumented())
                .isNull();
    }

    @Test
    void theTruthSaysWhatKindOfFilmItIs() throws IOException {
        Path truth = folder.resolve("a.truth.json");
        Files.writeString(
                truth,
                """
                {"view": "anteroposterior", "part": "hard", "base": "remus", "difficulties": ["cut"],
                 "variant": "SIX_LUMBAR", "levels": [{"level": "L5", "cut": true}], "instrumentedLevels": ["L4"]}
                """);
        DatasetFilm.Reference r = film(segment("L5", 10, 19)).reference();
        assertThat(r.traits()).isEqualTo(new Traits(true, "hard", "remus", List.of("cut"), "six lumbar"));
        assertThat(r.cut()).containsExactly(Level.L5);
        assertThat(r.instrumented()).containsExactly(Level.L4);
        Files.writeString(truth, "{\"levels\": [{\"level\": \"L9\", \"cut\": true}]}");
        assertThatThrownBy(() -> film(segment("L5", 10, 19)).reference()).hasMessageContaining("there is no level L9");
    }

    @Test
    void aSegmentWithoutAMeaningIsNamedWithItsFile() {
        assertThatThrownBy(() -> film(segment("Femur", 10, 19)).reference())
                .hasMessageContaining("a.seg.nrrd")
                .hasMessageContaining("'Femur'");
    }
}
