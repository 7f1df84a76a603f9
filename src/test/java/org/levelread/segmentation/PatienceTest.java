package org.levelread.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatienceTest {
    @Test
    void endsAfterSoManyValidationsInARowWithoutABetterOne() {
        var patience = new Patience(2);
        assertThat(patience.better(.5)).isTrue();
        assertThat(patience.better(.4)).isFalse();
        assertThat(patience.better(.6)).isTrue();
        assertThat(patience.better(.6)).isFalse();
        assertThat(patience.atEnd()).isFalse();
        assertThat(patience.better(.55)).isFalse();
        assertThat(patience.atEnd()).isTrue();
        assertThat(patience.best()).isEqualTo(.6);
    }

    @Test
    void withoutALimitItNeverEnds() {
        var patience = new Patience(0);
        for (int i = 0; i < 50; i++) patience.better(.1);
        assertThat(patience.atEnd()).isFalse();
    }

    @Test
    void theCurveRemembersValidationsUpToTheCheckpointAndDrawsThem(@TempDir Path folder) throws IOException {
        List<Output> outputs = List.of(Output.SACRUM, Output.S1_BODY);
        var curve = new LearningCurve(folder, outputs, -1);
        Map<Output, Double> first = Map.of(Output.SACRUM, .1234567, Output.S1_BODY, .2);
        Map<Output, Double> second = Map.of(Output.SACRUM, .3);
        curve.add(1, 10, .001, 8, 1.5, first, first);
        curve.add(2, 20, .001, 8, 1.4, first, null);
        curve.add(3, 30, .001, 8, 1.3, first, second);
        curve.add(4, 40, .001, 8, 1.2, first, first);
        assertThat(curve.validations()).containsExactly(Patience.mean(first), .3, Patience.mean(first));
        curve.draw();
        assertThat(ImageIO.read(folder.resolve("learning-curve.png").toFile()).getHeight())
                .isGreaterThan(400);
        // killed while writing a row, with a checkpoint of step 30
        Path csv = folder.resolve("learning-curve.csv");
        Files.writeString(csv, Files.readString(csv) + "5,5");
        assertThat(new LearningCurve(folder, outputs, 30).validations()).containsExactly(Patience.mean(first), .3);
        assertThat(Files.readAllLines(csv)).hasSize(4);
        assertThat(new LearningCurve(folder, outputs, -1).validations()).isEmpty();
    }
}
