package org.levelread.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.levelread.ApplicationTest;
import org.levelread.cases.Film;
import org.levelread.imaging.Mask;
import org.levelread.prediction.MadeRuns;
import org.levelread.readers.Role;
import org.levelread.reference.ImportOutcome;
import org.levelread.reference.References;
import org.levelread.slicer.SegNrrd;
import org.levelread.slicer.Segment;
import org.levelread.slicer.SlicerSegmentation;
import org.levelread.spine.Level;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

class SlicerPackagesTest extends ApplicationTest {
    @Autowired
    SlicerPackages packages;

    @Autowired
    References references;

    @Autowired
    ApplicationContext application;

    private Film film;

    @BeforeEach
    void aFilm() {
        film = film(study(), "x.dcm");
        signIn(account(Role.STUDY_LEAD));
    }

    private static Map<String, byte[]> unzipped(byte[] zip) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return files;
    }

    private SlicerPackages.Row row() {
        return packages.rows(film.studyId()).getFirst();
    }

    @Test
    void theModelsMasksAreTakenCorrectedAndBroughtBackAsAVersion() throws IOException {
        assertThat(row().modelMasks()).isFalse();
        assertThat(packages.withModelMasks(film)).isEmpty();
        MadeRuns.pretend(application, film.id());
        assertThat(row().modelMasks()).isTrue();

        Map<String, byte[]> files = unzipped(packages.withModelMasks(film).orElseThrow());
        String name = "film-" + film.number();
        assertThat(files.keySet()).containsExactlyInAnyOrder(name + ".nrrd", name + ".seg.nrrd", "README.txt");
        SlicerSegmentation masks = SegNrrd.read(files.get(name + ".seg.nrrd"), "x", film.width(), film.height());
        assertThat(masks.segments()).extracting(Segment::name).containsExactly("L5", "L4", "Instrumentation");

        // in Slicer somebody finds that L4 is L3
        List<Segment> corrected = masks.segments().stream()
                .map(segment -> new Segment(segment.name().replace("L4", "L3"), segment.mask()))
                .toList();
        byte[] back = SegNrrd.toBytes(
                new SlicerSegmentation(film.width(), film.height(), null, corrected), SegNrrd.Encoding.RAW);
        ImportOutcome outcome = packages.bringBack(film, name + ".seg.nrrd", back, "L4 is L3");
        assertThat(outcome).isInstanceOf(ImportOutcome.Stored.class);
        assertThat(references.find(film.id()).orElseThrow().named()).contains(Level.L3).doesNotContain(Level.L4);
        assertThat(references.history(film.id()).getFirst().change().rationale()).isEqualTo("L4 is L3");
        assertThat(row().referenceMasks()).isTrue();
        assertThat(unzipped(packages.withReferenceMasks(film).orElseThrow()).get(name + ".seg.nrrd"))
                .isEqualTo(back);
    }

    @Test
    void whatLiesBeyondTheFilmIsCutOff() throws IOException {
        // painted from one column before the film and one row above it
        int width = film.width() + 2, height = 12;
        Mask wide = new Mask(width, height);
        java.util.Arrays.fill(wide.values(), (byte) 1);
        String text = "NRRD0004\ntype: uint8\ndimension: 3\nsizes: " + width + " " + height
                + " 1\nencoding: raw\nSegment0_ID:=a\nSegment0_Name:=L2\n"
                + "Segmentation_ReferenceImageExtentOffset:=-1 -1 0\n\n";
        byte[] head = text.getBytes(StandardCharsets.UTF_8);
        byte[] file = java.util.Arrays.copyOf(head, head.length + wide.values().length);
        System.arraycopy(wide.values(), 0, file, head.length, wide.values().length);
        assertThat(packages.bringBack(film, "film.seg.nrrd", file, "")).isInstanceOf(ImportOutcome.Stored.class);
        byte[] stored = references.segmentation(film.id()).orElseThrow();
        assertThat(SegNrrd.read(stored, "x", film.width(), film.height()).segments().getFirst().mask().count())
                .isEqualTo(film.width() * (height - 1));
    }

    @Test
    void anotherFilmsMasksAreRefusedWithAReason() {
        Mask mask = new Mask(30, 40);
        mask.values()[5] = 1;
        byte[] file = SegNrrd.toBytes(
                new SlicerSegmentation(30, 40, null, List.of(new Segment("L5", mask))), SegNrrd.Encoding.GZIP);
        assertThat(packages.bringBack(film, "other.seg.nrrd", file, ""))
                .isInstanceOfSatisfying(ImportOutcome.Refused.class, refused -> assertThat(
                                refused.problems().getFirst().sentence())
                        .contains("other.seg.nrrd", "30 x 40", "100 x 200"));
        assertThat(references.find(film.id())).isEmpty();
    }
}
