package org.levelread.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.levelread.imaging.Mask;
import org.levelread.imaging.Radiograph;
import org.levelread.segmentation.TrainingPlan.Budget;
import org.levelread.segmentation.TrainingSet.Part;
import org.levelread.slicer.SegNrrd;
import org.levelread.slicer.Segment;
import org.levelread.slicer.SlicerSegmentation;

class TrainingSetTest {
    @TempDir
    Path folder;

    private void save(String name, Radiograph film, SlicerSegmentation segmentation) throws IOException {
        var image = new BufferedImage(film.width(), film.height(), BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setDataElements(0, 0, film.width(), film.height(), film.values());
        ImageIO.write(image, "png", folder.resolve(name + ".png").toFile());
        SegNrrd.write(folder.resolve(name + ".seg.nrrd"), segmentation);
        settle();
    }

    /// as if written an hour ago
    private void settle() throws IOException {
        try (var files = Files.newDirectoryStream(folder)) {
            for (Path f : files)
                Files.setLastModifiedTime(f, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        }
    }

    private void phantoms(int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            Phantoms.Phantom p = Phantoms.phantom(i, 64, 96);
            save("film-" + i, p.film(), p.segmentation());
        }
    }

    private TrainingSet open() {
        return TrainingSet.open(List.of(folder), Phantoms.PIXELS, 3);
    }

    @Test
    void readsWhatWasWritten() throws IOException {
        phantoms(0, 12);
        TrainingSet set = open();
        List<TrainingFilm> all = new ArrayList<>();
        for (Part p : Part.values()) all.addAll(set.films(p));
        assertThat(all).hasSize(12);
        for (TrainingFilm f : all) {
            TrainingFilm expected = Phantoms.film(Long.parseLong(f.name().substring("film-".length())));
            assertThat(f.masks()).isEqualTo(expected.masks());
            assertThat(f.image()).isEqualTo(expected.image());
        }
    }

    @Test
    void aGrowingFolderKeepsEachFilmOnItsSide() throws IOException {
        phantoms(0, 10);
        TrainingSet set = open();
        List<String> before =
                set.films(Part.HOLD_OUT).stream().map(TrainingFilm::name).toList();
        phantoms(10, 30);
        assertThat(set.look()).isEqualTo(20);
        assertThat(set.look()).isZero();
        assertThat(set.films(Part.HOLD_OUT).stream().map(TrainingFilm::name).toList())
                .containsAll(before);
        assertThat(set.films(Part.TRAINING)).hasSizeBetween(12, 28);
    }

    @Test
    void aFilmWithoutSegmentationIsNamed() throws IOException {
        phantoms(0, 3);
        Files.delete(folder.resolve("film-1.seg.nrrd"));
        assertThatThrownBy(this::open).hasMessageContaining("film-1.png").hasMessageContaining("is missing");
    }

    @Test
    void aSegmentationWithoutFilmIsNamed() throws IOException {
        phantoms(0, 3);
        Files.delete(folder.resolve("film-2.png"));
        assertThatThrownBy(this::open)
                .hasMessageContaining("film-2.seg.nrrd")
                .hasMessageContaining("film-2.png is missing");
    }

    @Test
    void aSegmentationOfAnotherSizeIsNamed() throws IOException {
        save(
                "film-7",
                Phantoms.phantom(7, 64, 96).film(),
                Phantoms.phantom(7, 60, 96).segmentation());
        assertThatThrownBy(this::open).hasMessageContaining("film-7.png").hasMessageContaining("60 x 96");
    }

    @Test
    void aSegmentWithoutMeaningIsNamed() throws IOException {
        Phantoms.Phantom p = Phantoms.phantom(7, 64, 96);
        var segments = new ArrayList<>(p.segmentation().segments());
        segments.add(new Segment("Femur", new Mask(64, 96)));
        save("film-7", p.film(), new SlicerSegmentation(64, 96, null, segments));
        assertThatThrownBy(this::open).hasMessageContaining("film-7.png").hasMessageContaining("'Femur'");
    }

    @Test
    void aHospitalsOwnNamesAreMapped() throws IOException {
        Phantoms.Phantom p = Phantoms.phantom(7, 64, 96);
        var segments = new ArrayList<Segment>();
        for (Segment s : p.segmentation().segments()) {
            segments.add(s.name().equals("L5") ? new Segment("Lendenwirbel 5", s.mask()) : s);
        }
        segments.add(new Segment("Cobb line", new Mask(64, 96)));
        for (int i = 0; i < 12; i++) save("film-" + i, p.film(), new SlicerSegmentation(64, 96, null, segments));
        assertThatThrownBy(this::open)
                .hasMessageContaining("'Lendenwirbel 5'")
                .hasMessageContaining(SegmentNames.FILE);
        Path mapping = folder.resolve(SegmentNames.FILE);
        Files.writeString(mapping, "{\"Lendenwirbel 5\": \"L5\", \"Cobb line\": \"ignore\"}");
        assertThat(open().films(Part.TRAINING).getFirst().masks())
                .isEqualTo(Phantoms.film(7).masks());
        Files.writeString(mapping, "{\"Lendenwirbel 5\": \"L7\"}");
        assertThatThrownBy(this::open).hasMessageContaining("'L7'").hasMessageContaining("L1 to L6");
        Files.writeString(mapping, "[");
        assertThatThrownBy(this::open).hasMessageContaining("cannot read");
    }

    @Test
    void filmsOfOnePatientStayTogether() throws IOException {
        phantoms(0, 24);
        var csv = new StringBuilder("film,patient\n");
        for (int i = 0; i < 24; i++) csv.append("film-").append(i).append(",P").append(i / 4).append('\n');
        Path patients = folder.resolve("patients.csv");
        Files.writeString(patients, csv);
        TrainingSet set = open();
        for (Part part : Part.values()) {
            for (TrainingFilm f : set.films(part)) {
                assertThat(TrainingSet.part(f.patient(), 3)).isEqualTo(part);
                assertThat(set.films(part).stream().filter(o -> o.patient().equals(f.patient())))
                        .hasSize(4);
            }
        }
        Files.writeString(patients, csv.toString().replace("film-3,P0\n", ""));
        assertThatThrownBy(this::open).hasMessageContaining("patients.csv lacks the film film-3");
        Files.writeString(patients, csv.toString().replace("film-3,P0\n", "film-3\n"));
        assertThatThrownBy(this::open).hasMessageContaining("line 5");
    }

    @Test
    void patientsAreDividedEightTwoTwo() {
        int[] count = new int[3];
        for (int i = 0; i < 6000; i++) count[TrainingSet.part("patient " + i, 5).ordinal()]++;
        assertThat(count[0]).isBetween(3900, 4100);
        assertThat(count[1]).isBetween(900, 1100);
        assertThat(count[2]).isBetween(900, 1100);
    }

    @Test
    void aFilmThatIsStillBeingWrittenIsTakenInLater() throws IOException {
        phantoms(0, 8);
        Path late = folder.resolve("film-99.png");
        Files.write(late, new byte[] {1, 2, 3});
        TrainingSet set = open();
        Phantoms.Phantom p = Phantoms.phantom(99, 64, 96);
        save("film-99", p.film(), p.segmentation());
        assertThat(set.look()).isEqualTo(1);
    }

    @Test
    void anEmptyFolderIsRefused() {
        assertThatThrownBy(this::open).hasMessageContaining("no film for training");
        assertThatThrownBy(() -> TrainingSet.open(List.of(folder.resolve("none")), Phantoms.PIXELS, 3))
                .hasMessageContaining("is not a folder");
    }

    @Test
    void trainsFromFilesResumesAndExports(@TempDir Path out) throws IOException {
        phantoms(0, 14);
        List<String> lines = new ArrayList<>();
        Path checkpoint = Training.run(plan(out, 1, false), lines::add);
        long steps = Checkpoint.read(checkpoint).state().step();
        assertThat(steps).isPositive();
        assertThatThrownBy(() -> Training.run(plan(out, 2, false), lines::add)).hasMessageContaining("--resume");
        Training.run(plan(out, 2, true), lines::add);
        Checkpoint.State state = Checkpoint.read(checkpoint).state();
        assertThat(state.step()).isBetween(2 * steps - 1, 2 * steps);
        assertThat(state.history()).hasSize(1);
        assertThat(Files.readAllLines(out.resolve("learning-curve.csv"))).hasSize(3);
        assertThat(Files.readAllLines(out.resolve("hold-out.txt"))).hasSize(state.holdOutFilms());
        assertThat(lines).anyMatch(l -> l.contains("images/s"));
        assertThat(ModelExport.write(checkpoint, "1", out.resolve("models")).resolve("model.pt"))
                .exists();
    }

    private TrainingPlan plan(Path out, int epochs, boolean resume) {
        return new TrainingPlan(
                Target.JOINT,
                List.of(folder),
                out,
                new Budget.Epochs(epochs),
                2,
                .01,
                3,
                Phantoms.PIXELS,
                Phantoms.PIXELS,
                Phantoms.TINY,
                Precision.FLOAT32,
                null,
                0,
                resume);
    }
}
