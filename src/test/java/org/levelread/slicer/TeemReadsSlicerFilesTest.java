package org.levelread.slicer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.levelread.imaging.Mask;
import org.levelread.imaging.PixelSpacing;
import org.levelread.imaging.Radiograph;

/// An independent reader, teem's `unu` of Debian's package teem-apps, reads what is written here.
class TeemReadsSlicerFilesTest {
    private static final PixelSpacing SPACING = new PixelSpacing(.125, .25, PixelSpacing.Origin.CALIBRATED);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void everyLabelLiesWhereItsSegmentIs(SegNrrd.Encoding encoding) throws Exception {
        Random random = new Random(11);
        int width = 23, height = 17;
        List<Segment> segments = new java.util.ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Mask mask = new Mask(width, height);
            for (int p = 0; p < mask.values().length; p++) mask.values()[p] = (byte) (random.nextInt(3) == 0 ? 1 : 0);
            segments.add(new Segment("Overlapping: " + i + " \\ a\nline", mask));
        }
        Path file = folder.resolve("over.seg.nrrd");
        Files.write(file, SegNrrd.toBytes(new SlicerSegmentation(width, height, SPACING, segments), encoding));
        byte[] data = unpacked(file, "sizes: 4 23 17 1", "space directions: none (0.25,0,0) (0,0.125,0) (0,0,1)");
        for (int layer = 0; layer < 4; layer++) {
            byte[] mask = new byte[width * height];
            for (int p = 0; p < mask.length; p++) mask[p] = data[4 * p + layer];
            assertThat(mask).isEqualTo(segments.get(layer).mask().values());
        }
    }

    @Test
    void segmentsApartKeepThreeAxes() throws Exception {
        Mask one = new Mask(3, 2, new byte[] {1, 0, 0, 1, 0, 0});
        Mask two = new Mask(3, 2, new byte[] {0, 0, 1, 0, 0, 1});
        Path file = folder.resolve("apart.seg.nrrd");
        SegNrrd.write(
                file, new SlicerSegmentation(3, 2, null, List.of(new Segment("L4", one), new Segment("L5", two))));
        assertThat(unpacked(file, "sizes: 3 2 1", "kinds: domain domain domain"))
                .isEqualTo(new byte[] {1, 0, 2, 1, 0, 2});
    }

    @Test
    void aFilmIsAVolumeOfOneSlice() throws Exception {
        short[] values = {0, 1, (short) 65535, 300, 7, (short) 40000};
        Path file = folder.resolve("film.nrrd");
        Files.write(file, FilmNrrd.toBytes(new Radiograph(3, 2, values, SPACING)));
        ByteBuffer data = ByteBuffer.wrap(unpacked(file, "sizes: 3 2 1", "type: unsigned short"))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (short value : values) assertThat(data.getShort()).isEqualTo(value);
    }

    /// the data as unu writes them raw, once its header was seen to hold the lines
    private byte[] unpacked(Path file, String... lines) throws IOException, InterruptedException {
        Path raw = folder.resolve("raw.nrrd");
        Process unu = new ProcessBuilder(
                        "teem-unu", "save", "-f", "nrrd", "-e", "raw", "-i", file.toString(), "-o", raw.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(unu.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(unu.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(unu.exitValue()).as(said).isZero();
        byte[] bytes = Files.readAllBytes(raw);
        int end = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\n\n") + 2;
        assertThat(new String(bytes, 0, end, StandardCharsets.UTF_8).lines()).contains(lines);
        return Arrays.copyOfRange(bytes, end, bytes.length);
    }
}
