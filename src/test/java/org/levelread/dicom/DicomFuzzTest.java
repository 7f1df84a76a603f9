package org.levelread.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/// Files that were damaged at random are read, de-identified and written, or refused with a sentence that holds no value
/// of theirs, in time, and nothing else happens.
class DicomFuzzTest {
    static final List<String> INSIDE = List.of(
            "u12", "u12-implicit", "u12-big-endian", "u12-deflated", "u12-rle", "u8-rle", "u12-jpeg-lossless-sv1",
            "u8-jpeg-lossless", "u8-jpeg-baseline", "s16-headerless", "s16-jpeg-lossless");

    /// each takes a process
    static final List<String> OUTSIDE = List.of("u12-jpeg-ls", "s16-jpeg-ls", "u12-jpeg-2000", "s16-jpeg-2000");

    /// of this thread's own work, which other programs on the machine do not lengthen
    private static final long MOST_MILLIS = 2_000;

    private static final Deidentification CLEANING =
            new Deidentification(Pseudonyms.withKey("0123456789abcdef0123456789abcdef"));

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Test
    void twoThousandDamagedFiles() throws IOException {
        fuzz(INSIDE, 1_960, 1);
        fuzz(OUTSIDE, 40, 1_000_001);
    }

    static void fuzz(List<String> names, int count, long firstSeed) throws IOException {
        int decoded = 0;
        int refused = 0;
        long slowest = 0;
        String which = "";
        for (int i = 0; i < count; i++) {
            long seed = firstSeed + i;
            byte[] original = TransferSyntaxTest.sample(names.get(i % names.size()));
            byte[] bytes = damaged(
                    original, RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
            long start = THREADS.getCurrentThreadCpuTime();
            try {
                DicomFile file = DicomFile.read(bytes);
                DicomFilm film = DicomReader.read(file, 0);
                StoredPixels pixels = film.stored();
                assertThat(pixels.values()).hasSize(pixels.rows() * pixels.columns());
                Concerns.of(file.dataSet(), film);
                DicomFile clean = DicomFile.read(DicomFile.write(CLEANING.clean(file.dataSet(), film, null).dataSet()));
                assertThat(DicomReader.read(clean, 0).film().values())
                        .as("seed %d", seed)
                        .isEqualTo(film.film().values());
                decoded++;
            } catch (DicomRefusedException e) {
                assertThat(e.getMessage()).as("seed %d", seed).endsWith(".").doesNotContain("SECRET");
                refused++;
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed + " of " + names.get(i % names.size()), e);
            }
            long millis = (THREADS.getCurrentThreadCpuTime() - start) / 1_000_000;
            if (millis > slowest) {
                slowest = millis;
                which = "%s of seed %d".formatted(names.get(i % names.size()), seed);
            }
            assertThat(slowest).as("milliseconds of %s", which).isLessThan(MOST_MILLIS);
        }
        System.out.printf(
                "fuzz: seeds %d to %d: %d decoded, %d refused, slowest %d ms (%s)%n",
                firstSeed, firstSeed + count - 1, decoded, refused, slowest, which);
        assertThat(refused).isGreaterThan(count / 10);
    }

    /// some bytes changed, half of them near the start where lengths and sizes stand; cut off, filled, or a piece moved
    private static byte[] damaged(byte[] original, RandomGenerator random) {
        byte[] bytes = original.clone();
        for (int n = random.nextInt(1, 8); n > 0; n--) {
            int range = random.nextBoolean() ? bytes.length : Math.min(bytes.length, 900);
            int at = random.nextInt(range);
            bytes[at] = switch (random.nextInt(5)) {
                case 0 -> (byte) 0xff;
                case 1 -> 0;
                case 2 -> (byte) (bytes[at] ^ 1 << random.nextInt(8));
                case 3 -> original[random.nextInt(original.length)];
                default -> (byte) random.nextInt();
            };
        }
        if (random.nextInt(5) == 0) bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
        if (random.nextInt(6) == 0 && bytes.length > 20) {
            int from = random.nextInt(bytes.length / 2);
            int to = random.nextInt(bytes.length / 2);
            System.arraycopy(bytes, from, bytes, to, random.nextInt(bytes.length / 2));
        }
        return bytes;
    }
}
