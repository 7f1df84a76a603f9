package org.levelread.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.levelread.imaging.GrayMap;
import org.levelread.imaging.Radiograph;
import org.levelread.imaging.Resampling;

class SegmenterTest {
    @TempDir
    static Path work;

    static Path models;

    @BeforeAll
    static void trainTinyNets() throws IOException {
        models = work.resolve("models");
        for (Target target : new Target[] {Target.VERTEBRAE, Target.SACRUM, Target.INSTRUMENTATION}) {
            ModelExport.write(train(target), "2026-1", models);
        }
    }

    private static Path train(Target target) throws IOException {
        Batches batches = Phantoms.batches(target, 4);
        UNetShape shape = Phantoms.TINY.withOutputs(target.outputs().size());
        Path file = work.resolve(target.model() + ".zip");
        try (Learner learner = new Learner(shape, target.outputs(), 1, Precision.FLOAT32, null)) {
            for (int step = 1; step <= 40; step++) learner.learn(batches.training(step), step, .01);
            LearnerTest.checkpoint(learner, shape, target).write(file);
        }
        return file;
    }

    @Test
    void theScriptAnswersAsTheTrainedNet() {
        for (Target t : new Target[] {Target.VERTEBRAE, Target.SACRUM, Target.INSTRUMENTATION}) {
            Checkpoint trained = Checkpoint.read(work.resolve(t.model() + ".zip"));
            double difference =
                    ModelExport.difference(trained, models.resolve(t.model()).resolve("2026-1"));
            assertThat(difference).isLessThan(1e-4);
        }
    }

    @Test
    void findsTheMetalOfAPhantom() {
        Phantoms.Phantom p = Phantoms.phantom(77, 130, 190);
        try (Segmenter segmenter = Segmenter.open(models)) {
            FilmMaps maps = segmenter.segment(p.film());
            GrayMap metal = maps.instrumentation();
            assertThat(metal.width() % 32 + metal.height() % 32).isZero();
            assertThat(maps.bodies().width()).isEqualTo(metal.width());
            double inside = 0, outside = 0;
            int in = 0, out = 0;
            var rod = p.segmentation().segment("Rod").orElseThrow().mask();
            for (int y = 0; y < metal.height(); y++) {
                for (int x = 0; x < metal.width(); x++) {
                    float probability = metal.at(x, y);
                    assertThat(probability).isBetween(0f, 1f);
                    boolean on =
                            rod.at((int) ((x + .5) * 130 / metal.width()), (int) ((y + .5) * 190 / metal.height()));
                    inside += on ? probability : 0;
                    outside += on ? 0 : probability;
                    in += on ? 1 : 0;
                    out += on ? 0 : 1;
                }
            }
            assertThat(inside / in).isGreaterThan(2 * outside / out);
            assertThat(segmenter.models()).containsEntry("sacrum", "2026-1").hasSize(3);
        }
    }

    @Test
    void aNetMayHaveAFinerGridThanTheCommonOne(@TempDir Path other) throws IOException {
        for (Target t : new Target[] {Target.VERTEBRAE, Target.SACRUM, Target.INSTRUMENTATION}) {
            Path folder = ModelExport.write(work.resolve(t.model() + ".zip"), "1", other);
            if (t != Target.VERTEBRAE) withPixels(ModelFile.read(folder), 4 * Phantoms.PIXELS).write(folder);
        }
        Radiograph film = Phantoms.phantom(77, 130, 190).film();
        try (Segmenter finer = Segmenter.open(other);
                Segmenter alike = Segmenter.open(models)) {
            FilmMaps maps = finer.segment(film);
            int w = maps.bodies().width(), h = maps.bodies().height();
            assertThat(maps.bodies().values())
                    .isEqualTo(maps.fineBodies().values())
                    .isEqualTo(alike.segment(film).bodies().values());
            assertThat(maps.grey().values()).isEqualTo(alike.segment(film).grey().values());
            assertThat(maps.fineSacrum().values()).hasSizeGreaterThan(3 * w * h);
            assertThat(maps.sacrum().values())
                    .isEqualTo(Resampling.areaAverage(maps.fineSacrum(), w, h).values());
            assertThat(maps.instrumentation().values())
                    .isEqualTo(Resampling.maximum(maps.fineInstrumentation(), w, h).values());
            try (Segmenter once = Segmenter.open(other, false)) {
                GrayMap seen = once.segment(film).fineInstrumentation();
                int again = 0;
                for (int i = 0; i < seen.values().length; i++) {
                    boolean same = seen.values()[i] == maps.fineInstrumentation().values()[i];
                    if (!same) again++;
                    if (seen.values()[i] > .5f) assertThat(same).as("looked at again").isFalse();
                }
                assertThat(again).isPositive();
            }
        }
    }

    private static ModelFile withPixels(ModelFile f, int pixels) {
        return new ModelFile(f.name(), f.version(), f.outputs(), f.shape(), pixels, f.normalisation(), f.sha256());
    }

    @Test
    void aMirroredFilmGivesMirroredMaps() {
        Radiograph film = Phantoms.phantom(5, 96, 128).film();
        short[] flipped = new short[film.values().length];
        for (int i = 0; i < flipped.length; i++) flipped[i] = film.values()[i - i % 96 + 95 - i % 96];
        try (Segmenter segmenter = Segmenter.open(models)) {
            GrayMap a = segmenter.segment(film).sacrum();
            GrayMap b =
                    segmenter.segment(new Radiograph(96, 128, flipped, null)).sacrum();
            for (int y = 0; y < a.height(); y++) {
                for (int x = 0; x < a.width(); x++) {
                    assertThat(b.at(a.width() - 1 - x, y)).isEqualTo(a.at(x, y), within(1e-3f));
                }
            }
        }
    }

    @Test
    void manyThreadsGetTheAnswerOfOne() {
        Radiograph film = Phantoms.phantom(9, 100, 140).film();
        try (Segmenter segmenter = Segmenter.open(models)) {
            float[] alone = segmenter.segment(film).bodies().values();
            IntStream.range(0, 8)
                    .parallel()
                    .mapToObj(i -> segmenter.segment(film).bodies().values())
                    .forEach(v -> {
                        for (int i = 0; i < v.length; i++) assertThat(v[i]).isEqualTo(alone[i], within(1e-5f));
                    });
        }
    }

    @Test
    void aPublishedVersionNeverChanges() {
        assertThatThrownBy(() -> ModelExport.write(work.resolve("sacrum.zip"), "2026-1", models))
                .hasMessageContaining("exists already");
        assertThatThrownBy(() -> ModelExport.write(work.resolve("sacrum.zip"), "../x", models))
                .hasMessageContaining("a version is letters");
    }

    @Test
    void theMeanOfTwoTrainingsLiesBetweenThem(@TempDir Path other) throws IOException {
        Checkpoint one = Checkpoint.read(work.resolve("sacrum.zip"));
        var doubled = new LinkedHashMap<String, Tensor>();
        one.tensors().forEach((name, t) -> {
            float[] twice = t.data().clone();
            for (int i = 0; i < twice.length; i++) twice[i] *= 2;
            doubled.put(name, new Tensor(t.shape(), twice));
        });
        var trainings = new LinkedHashMap<String, Checkpoint>();
        trainings.put("one", one);
        trainings.put("two", new Checkpoint(one.state(), doubled));
        Checkpoint mean = Checkpoint.mean(trainings);
        one.weights().forEach((name, t) -> {
            float[] between = mean.weights().get(name).data();
            for (int i = 0; i < between.length; i++) {
                assertThat(between[i]).isEqualTo(1.5f * t.data()[i], within(1e-5f * Math.abs(t.data()[i])));
            }
        });
        assertThat(mean.state().startedFrom()).contains("the mean of 2 trainings: one, two");
        assertThat(mean.state().holdOut()).isEmpty();

        List<Path> unlike = List.of(work.resolve("sacrum.zip"), work.resolve("instrumentation.zip"));
        assertThatThrownBy(() -> ModelExport.write(unlike, "1", other))
                .hasMessageContaining("sacrum.zip")
                .hasMessageContaining("instrumentation.zip have no mean");
        assertThat(other).isEmptyDirectory();
    }

    @Test
    void theNewestVersionByNameIsUsedAndAChangedFileRefused(@TempDir Path other) throws IOException {
        ModelExport.write(work.resolve("sacrum.zip"), "2026-1", other);
        Path second = ModelExport.write(work.resolve("sacrum.zip"), "2026-2", other);
        assertThat(ModelFile.newest(other, Target.SACRUM).version()).isEqualTo("2026-2");
        assertThat(Files.readString(second.resolve("MODEL_CARD.md"))).contains("sacrum", "not a medical device");
        byte[] bytes = Files.readAllBytes(second.resolve("model.pt"));
        bytes[bytes.length / 2] ^= 1;
        Files.write(second.resolve("model.pt"), bytes);
        assertThatThrownBy(() -> ModelFile.newest(other, Target.SACRUM))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was changed");
    }

    @Test
    void aMissingModelIsNamed(@TempDir Path empty) {
        assertThatThrownBy(() -> Segmenter.open(empty))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no model in")
                .hasMessageContaining("vertebrae");
    }

    @Test
    void anExportIsTheSameBytesEachTime(@TempDir Path other) throws IOException {
        Path again = ModelExport.write(work.resolve("sacrum.zip"), "x", other);
        assertThat(ModelFile.sha256(again.resolve("model.pt")))
                .isEqualTo(ModelFile.newest(models, Target.SACRUM).sha256());
        assertThat(Map.of("pixels", ModelFile.newest(other, Target.SACRUM).pixels()))
                .containsEntry("pixels", Phantoms.PIXELS);
    }
}
