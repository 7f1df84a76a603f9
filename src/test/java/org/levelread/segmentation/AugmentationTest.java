package org.levelread.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.levelread.imaging.Mask;
import org.levelread.slicer.Segment;
import org.levelread.slicer.SlicerSegmentation;

class AugmentationTest {
    @Test
    void masksMoveWithTheirFilm() {
        List<Output> metal = Target.INSTRUMENTATION.outputs();
        TrainingFilm film = Phantoms.film(1);
        int brighter = 0;
        for (int seed = 0; seed < 40; seed++) {
            var batch = new Batch(new Grid(64, 96), 1, 1);
            new Augmentation(RandomGeneratorFactory.of("L64X128MixRandom").create(seed)).write(film, batch, 0, metal);
            double in = 0, out = 0;
            int inside = 0;
            for (int i = 0; i < batch.grid().pixels(); i++) {
                assertThat(batch.input()[2 * i]).isFinite();
                assertThat(batch.input()[2 * i + 1]).isFinite();
                if (batch.truth()[i] != 0) {
                    in += batch.input()[2 * i];
                    inside++;
                } else {
                    out += batch.input()[2 * i];
                }
            }
            assertThat(inside).isPositive();
            if (in / inside > out / (batch.grid().pixels() - inside) + .5) brighter++;
        }
        // all but the few inverted ones
        assertThat(brighter).isGreaterThan(33);
    }

    @Test
    void aBatchDependsOnSeedAndStepOnly() {
        Batch a = Phantoms.batches(Target.JOINT, 3).training(17);
        Batch b = Phantoms.batches(Target.JOINT, 3).training(17);
        Batch c = Phantoms.batches(Target.JOINT, 3).training(18);
        assertThat(a.input()).isEqualTo(b.input()).isNotEqualTo(c.input());
        assertThat(a.truth()).isEqualTo(b.truth());
    }

    @Test
    void windowsLieMostlyWhereMetalIsAndMoveWithTheirFilm() {
        Phantoms.Phantom p = Phantoms.phantom(6, 192, 288);
        TrainingFilm film =
                TrainingFilm.of("film", "film", p.film(), p.segmentation(), SegmentNames.KNOWN, 192 * 288);
        List<Output> metal = Target.INSTRUMENTATION.outputs();
        int with = 0, brighter = 0;
        for (int seed = 0; seed < 60; seed++) {
            var batch = new Batch(new Grid(64, 96), 1, 1);
            new Augmentation(RandomGeneratorFactory.of("L64X128MixRandom").create(seed))
                    .writeWindow(film, batch, 0, metal);
            double in = 0, out = 0;
            int inside = 0;
            for (int i = 0; i < batch.grid().pixels(); i++) {
                assertThat(batch.input()[2 * i]).isBetween(-1.401f, 1.401f);
                assertThat(batch.input()[2 * i + 1]).isFinite();
                inside += batch.truth()[i];
                if (batch.truth()[i] != 0) in += batch.input()[2 * i];
                else out += batch.input()[2 * i];
            }
            if (inside > 0) with++;
            if (inside > 0 && in / inside > out / (batch.grid().pixels() - inside) + .5) brighter++;
        }
        assertThat(with).isBetween(30, 59);
        assertThat(brighter).isGreaterThan((int) (.85 * with));
    }

    @Test
    void aBatchOfWindowsHasTheirSize() {
        Batches batches =
                new Batches(TrainingSet.of(Phantoms.films(20), 3), Target.INSTRUMENTATION.outputs(), 3, 3, 32 * 64);
        Batch a = batches.training(5);
        assertThat(a.grid().pixels()).isBetween(32 * 32, 32 * 96);
        assertThat(a.input()).isEqualTo(batches.training(5).input()).isNotEqualTo(batches.training(6).input());
        assertThat(batches.plain(TrainingSet.Part.VALIDATION, 2)).allMatch(b -> b.grid().equals(new Grid(64, 96)));
    }

    @Test
    void pixelsBehindTheShuttersDoNotCount() {
        Phantoms.Phantom p = Phantoms.phantom(2, 64, 96);
        var field = new Mask(64, 96);
        for (int y = 0; y < 96; y++) for (int x = 10; x < 50; x++) field.values()[y * 64 + x] = 1;
        var segments = new ArrayList<>(p.segmentation().segments());
        segments.add(new Segment("Exposed field", field));
        TrainingFilm film =
                Phantoms.film("film", p.film(), new SlicerSegmentation(64, 96, null, segments));
        var batch = new Batch(film.grid(), 1, Output.values().length);
        Augmentation.plain(film, batch, 0, Target.JOINT.outputs());
        for (int i = 0; i < batch.counts().length; i++) {
            assertThat(batch.counts()[i] > 0).isEqualTo(field.values()[i] > 0);
        }
        assertThat(batch.counts()).as("between two bodies").contains((byte) Batch.DECISIVE_WEIGHT);
        for (int i = 0; i < batch.truth().length; i++) {
            if (batch.truth()[i] != 0) assertThat(field.values()[i % (64 * 96)]).isEqualTo((byte) 1);
        }
    }

    @Test
    void theCoreOfADiscIsADiscOfALittleOverHalfItsRadius() {
        int n = 64;
        boolean[] disc = new boolean[n * n];
        for (int i = 0; i < disc.length; i++) disc[i] = Math.hypot(i % n - 32, i / n - 32) < 20;
        byte[] masks = new byte[n * n];
        BodyCore.mark(disc, n, n, masks, 2);
        int core = 0;
        for (int i = 0; i < masks.length; i++) {
            if (masks[i] != 0) {
                assertThat(disc[i]).isTrue();
                core++;
            }
        }
        double radius = Math.sqrt(core / Math.PI);
        assertThat(radius).isBetween(10.0, 12.0);
    }

    @Test
    void coresLieInBodies() {
        TrainingFilm film = Phantoms.film(3);
        int cores = 0;
        for (byte m : film.masks()) {
            if ((m & Output.CORES.bit()) != 0) {
                assertThat(m & Output.BODIES.bit()).isNotZero();
                cores++;
            }
        }
        assertThat(cores).isPositive();
    }
}
