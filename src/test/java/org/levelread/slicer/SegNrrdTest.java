package org.levelread.slicer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.levelread.imaging.Mask;
import org.levelread.imaging.PixelSpacing;

class SegNrrdTest {
    @TempDir
    Path folder;

    private static Mask box(int width, int height, int x0, int y0, int x1, int y1) {
        Mask mask = new Mask(width, height);
        for (int y = y0; y < y1; y++) for (int x = x0; x < x1; x++) mask.values()[y * width + x] = 1;
        return mask;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatWasWrittenIsRead(long seed) throws IOException {
        Random random = new Random(seed);
        int width = 5 + random.nextInt(40), height = 5 + random.nextInt(40);
        PixelSpacing spacing = seed % 2 == 0 ? null : new PixelSpacing(.143, .15, PixelSpacing.Origin.CALIBRATED);
        List<Segment> segments = new java.util.ArrayList<>();
        for (int i = 0; i < 7; i++) {
            Mask mask = new Mask(width, height);
            for (int p = 0; p < mask.values().length; p++) mask.values()[p] = (byte) (random.nextInt(6) == 0 ? 1 : 0);
            segments.add(new Segment("Segment number " + i, mask));
        }
        segments.add(new Segment("Empty", new Mask(width, height)));
        Path file = folder.resolve("any.seg.nrrd");
        SegNrrd.write(file, new SlicerSegmentation(width, height, spacing, segments));
        SlicerSegmentation read = SegNrrd.read(file);
        assertThat(read.spacing()).isEqualTo(spacing);
        assertThat(read.segments()).hasSize(segments.size());
        for (int i = 0; i < segments.size(); i++) {
            assertThat(read.segments().get(i).name()).isEqualTo(segments.get(i).name());
            assertThat(read.segments().get(i).mask().values())
                    .isEqualTo(segments.get(i).mask().values());
        }
    }

    @Test
    void segmentsApartShareALayerAndOverlappingOnesDoNot() throws IOException {
        Segment l4 = new Segment("L4", box(30, 20, 2, 2, 10, 8));
        Segment l5 = new Segment("L5", box(30, 20, 2, 10, 10, 16));
        Segment rod = new Segment("Rod", box(30, 20, 8, 0, 12, 20));
        Path apart = folder.resolve("apart.seg.nrrd");
        SegNrrd.write(apart, new SlicerSegmentation(30, 20, null, List.of(l4, l5)));
        assertThat(Nrrd.read(apart).layers()).isEqualTo(1);
        Path over = folder.resolve("over.seg.nrrd");
        SegNrrd.write(over, new SlicerSegmentation(30, 20, null, List.of(l4, rod, l5)));
        assertThat(Nrrd.read(over).layers()).isEqualTo(2);
        assertThat(SegNrrd.read(over).segment("L5").orElseThrow().mask().count())
                .isEqualTo(48);
    }

    @Test
    void aPartOfAFilmIsPlacedOnTheFilm() throws IOException {
        Path file = write("""
                type: uint8
                dimension: 3
                space directions: (-0.5,0,0) (0,-0.25,0) (0,0,1)
                sizes: 2 2 1
                encoding: raw
                Segment0_ID:=a
                Segment0_Name:=L3
                Segment0_LabelValue:=7
                Segmentation_ReferenceImageExtentOffset:=3 -1 0
                """, new byte[] {7, 7, 0, 7});
        assertThatThrownBy(() -> SegNrrd.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("film's size");
        SlicerSegmentation read = SegNrrd.read(file, 6, 4);
        Mask mask = read.segment("L3").orElseThrow().mask();
        assertThat(mask.at(4, 0)).isTrue();
        assertThat(mask.count()).isEqualTo(1);
        assertThat(read.spacing()).isEqualTo(new PixelSpacing(.25, .5, PixelSpacing.Origin.DETECTOR));
    }

    @Test
    void aDetachedHeaderIsRefused() throws IOException {
        Path file =
                write("type: uint8\ndimension: 3\nsizes: 2 2 1\nencoding: raw\ndata file: other.raw\n", new byte[4]);
        assertThatThrownBy(() -> SegNrrd.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("detached header");
    }

    @ParameterizedTest
    @ValueSource(strings = {"raw", "gzip"})
    void dataCutShortAreRefused(String encoding) throws IOException {
        Path whole = folder.resolve("whole.seg.nrrd");
        SegNrrd.write(
                whole, new SlicerSegmentation(40, 40, null, List.of(new Segment("L1", box(40, 40, 3, 3, 9, 31)))));
        byte[] bytes = Files.readAllBytes(whole);
        Path file = encoding.equals("raw")
                ? write("type: uint8\ndimension: 3\nsizes: 4 4 1\nencoding: raw\n", new byte[15])
                : Files.write(folder.resolve("cut.seg.nrrd"), java.util.Arrays.copyOf(bytes, bytes.length - 12));
        assertThatThrownBy(() -> SegNrrd.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageMatching(".*(cut short|breaks off).*");
    }

    @Test
    void anUnknownTypeIsRefused() throws IOException {
        Path file = write("type: float\ndimension: 3\nsizes: 2 2 1\nencoding: raw\n", new byte[16]);
        assertThatThrownBy(() -> SegNrrd.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("type float");
    }

    @Test
    void severalSlicesAreRefused() throws IOException {
        Path file = write("type: uint8\ndimension: 3\nsizes: 2 2 3\nencoding: raw\n", new byte[12]);
        assertThatThrownBy(() -> SegNrrd.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("3 slices");
    }

    private Path write(String header, byte[] data) throws IOException {
        byte[] head = ("NRRD0004\n" + header + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] file = java.util.Arrays.copyOf(head, head.length + data.length);
        System.arraycopy(data, 0, file, head.length, data.length);
        return Files.write(folder.resolve("given.seg.nrrd"), file);
    }
}
