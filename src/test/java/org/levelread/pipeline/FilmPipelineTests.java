package org.levelread.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.levelread.imaging.Radiograph;
import org.levelread.spine.Level;
import org.levelread.spine.LevelFinding;
import org.levelread.spine.NumberingOptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class FilmPipelineTests {
    private final DrawnNets nets = new DrawnNets();
    private final FilmPipeline pipeline = new FilmPipeline(nets, NumberingOptions.USUAL);
    private final Radiograph film = new Radiograph(192, 320, new short[192 * 320], null);

    @TempDir
    Path folder;

    private Path png() throws Exception {
        BufferedImage image = new BufferedImage(192, 320, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < 320; y++)
            for (int x = 0; x < 192; x++) image.getRaster().setSample(x, y, 0, (x + y) & 255);
        Path file = folder.resolve("film.png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    @Test
    void answersInPixelsOfTheFilm() {
        FilmPrediction p = pipeline.predict(film);
        assertThat(p.width()).isEqualTo(192);
        assertThat(p.findings().levels().stream().map(LevelFinding::level))
                .containsExactly(Level.L5, Level.L4, Level.L3, Level.L2, Level.L1);
        assertThat(p.findings().levels().getFirst().centroid().x()).isBetween(94., 98.);
        assertThat(p.findings().levels().getFirst().centroid().y()).isBetween(192., 196.);
        assertThat(p.findings().instrumentedLevels()).containsExactly(Level.L4);
        assertThat(p.millis().vertebrae()).isEqualTo(3);
        assertThat(p.millis().total()).isPositive();
    }

    @Test
    void readsFilesAndRefusesWhatIsNone() throws Exception {
        assertThat(pipeline.predict(png())).isInstanceOfSatisfying(FilmAnswer.Answered.class, a -> {
            assertThat(a.prediction().findings().determinable()).isTrue();
            assertThat(a.prediction().millis().decode()).isPositive();
        });
        Path text = Files.writeString(folder.resolve("text.png"), "no picture at all");
        for (Path bad : List.of(text, folder.resolve("missing.png"), folder)) {
            assertThat(pipeline.predict(bad))
                    .isInstanceOfSatisfying(
                            FilmAnswer.Refused.class,
                            r -> assertThat(r.reason()).endsWith("."));
        }
    }

    @Test
    void theStudysLeastConfidenceDecidesAndIsKept() {
        double stated = pipeline.predict(film).findings().numbering().confidence();
        FilmPrediction named = pipeline.analyse(film, stated / 2).prediction();
        FilmPrediction unnamed = pipeline.analyse(film, (1 + stated) / 2).prediction();
        assertThat(named.findings().determinable()).isTrue();
        assertThat(unnamed.findings().determinable()).isFalse();
        assertThat(unnamed.findings().instrumentedLevels()).isEmpty();
        JsonNode kept = JsonMapper.shared().readTree(PredictionJson.write("a.png", unnamed));
        assertThat(kept.path("numbering").path("leastConfidence").asDouble())
                .isCloseTo((1 + stated) / 2, org.assertj.core.api.Assertions.within(.001));
    }

    @Test
    void closesItsNets() {
        pipeline.close();
        assertThat(nets.closed).isTrue();
    }

    @Test
    void theLineKeepsItsFieldsInOrder() {
        JsonNode line = JsonMapper.shared().readTree(PredictionJson.write("a/film.png", pipeline.predict(film)));
        assertThat(names(line))
                .containsExactly(
                        "film",
                        "width",
                        "height",
                        "levels",
                        "sacrum",
                        "instrumentation",
                        "instrumentedLevels",
                        "determinable",
                        "reason",
                        "flags",
                        "models",
                        "millis",
                        "numbering",
                        "construct",
                        "geometry");
        assertThat(names(line.get("levels").get(0)))
                .containsExactly("level", "polygon", "centroid", "confidence", "instrumented", "step");
        assertThat(names(line.get("sacrum"))).containsExactly("visible", "polygon", "endplate", "confidence");
        assertThat(names(line.get("instrumentation"))).containsExactly("present", "polygons");
        assertThat(names(line.get("millis")))
                .containsExactly("decode", "vertebrae", "sacrum", "instrumentation", "watershed", "levels", "total");
        assertThat(line.get("reason").isNull()).isTrue();
        assertThat(line.get("levels").get(1).get("instrumented").asBoolean()).isTrue();
        assertThat(line.get("sacrum").get("endplate").size()).isEqualTo(2);
    }

    private static List<String> names(JsonNode node) {
        return new ArrayList<>(node.propertyNames());
    }

    /// without the keys that are written only
    private static JsonNode firstKeys(String line) {
        ObjectNode node = (ObjectNode) JsonMapper.shared().readTree(line);
        return node.remove(List.of("numbering", "construct", "geometry"));
    }

    @Test
    void aLineReadsBackAsItWasWritten() {
        String line = PredictionJson.write("film.png", pipeline.predict(film));
        PredictionJson.Line back = PredictionJson.read(line);
        assertThat(back.film()).isEqualTo("film.png");
        assertThat(back.prediction()).isNotNull();
        assertThat(firstKeys(PredictionJson.write("film.png", back.prediction())))
                .isEqualTo(firstKeys(line));
        assertThat(back.prediction().findings().bodies().values()).contains(1, 2, 3, 4, 5);
    }

    @Test
    void aRefusalIsALineToo() {
        String line = PredictionJson.write("x.png", new FilmAnswer.Refused("x.png is \"empty\"."));
        assertThat(line).isEqualTo("{\"film\":\"x.png\",\"refused\":\"x.png is \\\"empty\\\".\"}");
        assertThat(PredictionJson.read(line).refused()).isEqualTo("x.png is \"empty\".");
    }

    @Test
    void otherLinesAreRefused() {
        String line = PredictionJson.write("film.png", pipeline.predict(film));
        for (String bad :
                List.of("", "x", "{}", "[]", line.replace("\"L5\"", "\"L9\""), line.replace("\"millis\"", "\"ms\""))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PredictionJson.read(bad))
                    .withMessageStartingWith("not a line of predict --json");
        }
    }

    @Test
    void masksHaveTheSizeOfTheFilm() throws Exception {
        FilmAnswer.Answered a = pipeline.analyse(film);
        MaskWriter.write(folder.resolve("masks"), "film", a.masks());
        BufferedImage vertebrae =
                ImageIO.read(folder.resolve("masks/film.vertebrae.png").toFile());
        BufferedImage levels =
                ImageIO.read(folder.resolve("masks/film.levels.png").toFile());
        BufferedImage sacrum =
                ImageIO.read(folder.resolve("masks/film.sacrum.png").toFile());
        BufferedImage hardware =
                ImageIO.read(folder.resolve("masks/film.instrumentation.png").toFile());
        for (BufferedImage image : List.of(vertebrae, levels, sacrum, hardware)) {
            assertThat(image.getWidth()).isEqualTo(192);
            assertThat(image.getHeight()).isEqualTo(320);
        }
        assertThat(vertebrae.getRaster().getSample(96, 194, 0)).isEqualTo(255);
        assertThat(vertebrae.getRaster().getSample(10, 10, 0)).isZero();
        assertThat(levels.getSampleModel().getSampleSize(0)).isEqualTo(16);
        assertThat(levels.getRaster().getSample(96, 194, 0)).isEqualTo(1);
        assertThat(levels.getRaster().getSample(96, 146, 0)).isEqualTo(2);
        assertThat(sacrum.getRaster().getSample(96, 280, 0)).isEqualTo(255);
        assertThat(hardware.getRaster().getSample(120, 146, 0)).isEqualTo(255);
        assertThat(hardware.getRaster().getSample(120, 194, 0)).isZero();
    }
}
