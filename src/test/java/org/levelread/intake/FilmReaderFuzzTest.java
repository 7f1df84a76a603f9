package org.levelread.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.levelread.dicom.SampleDicom;
import org.levelread.imaging.Radiograph;

/// Damaged files are read or refused, quickly, and nothing else happens.
class FilmReaderFuzzTest {
    private static final Radiograph FILM = SamplePictures.film(70, 66);

    static Stream<Arguments> originals() {
        return Stream.of(
                Arguments.of("PNG", SamplePictures.png16(FILM)),
                Arguments.of("PNG with mended checksums", SamplePictures.png16(FILM)),
                Arguments.of("JPEG", SamplePictures.encoded(SamplePictures.grey8(FILM), "jpg")),
                Arguments.of(
                        "colour JPEG",
                        SamplePictures.encoded(SamplePictures.screenshot(FILM, BufferedImage.TYPE_INT_RGB), "jpg")),
                Arguments.of("DICOM", SampleDicom.written(SampleDicom.film(70, 66, 4095))),
                Arguments.of(
                        "implicit DICOM",
                        SampleDicom.grey(SampleDicom.IMPLICIT, 70, 66, 12)
                                .words(SampleDicom.ramp(70 * 66, 4096))
                                .toBytes()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("originals")
    void aDamagedFileIsReadOrRefused(String kind, byte[] original) {
        int[] refused = new int[1];
        Assertions.assertTimeout(Duration.ofSeconds(10), () -> {
            for (long seed = 1; seed <= 500; seed++) {
                byte[] bytes = damaged(
                        original, RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
                if (kind.contains("mended")) mendChecksums(bytes);
                try {
                    assertThat(FilmReader.read(bytes, "film").values()).isNotEmpty();
                } catch (FilmRefusedException e) {
                    assertThat(e.getMessage()).startsWith("film ").endsWith(".");
                    refused[0]++;
                }
            }
        });
        assertThat(refused[0]).isGreaterThan(50);
    }

    /// some bytes changed, half of them near the start where the lengths stand; sometimes cut off or a piece moved
    private static byte[] damaged(byte[] original, RandomGenerator random) {
        byte[] bytes = original.clone();
        for (int n = random.nextInt(1, 6); n > 0; n--) {
            int range = random.nextBoolean() ? bytes.length : Math.min(bytes.length, 700);
            int at = random.nextInt(range);
            bytes[at] = switch (random.nextInt(4)) {
                case 0 -> (byte) 0xff;
                case 1 -> 0;
                case 2 -> (byte) (bytes[at] ^ 1 << random.nextInt(8));
                default -> (byte) random.nextInt();
            };
        }
        if (random.nextInt(4) == 0) bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
        if (random.nextInt(6) == 0 && bytes.length > 20) {
            int from = random.nextInt(bytes.length / 2);
            int to = random.nextInt(bytes.length / 2);
            System.arraycopy(bytes, from, bytes, to, random.nextInt(bytes.length / 2));
        }
        return bytes;
    }

    /// so that the damage reaches the decoder
    private static void mendChecksums(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int at = 8;
        while (at + 12 <= bytes.length) {
            int length = buffer.getInt(at);
            if (length < 0 || length > bytes.length - at - 12) return;
            CRC32 checksum = new CRC32();
            checksum.update(bytes, at + 4, length + 4);
            buffer.putInt(at + 8 + length, (int) checksum.getValue());
            at += 12 + length;
        }
    }
}
