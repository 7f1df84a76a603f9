package org.levelread.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.levelread.dicom.SampleDicom;
import org.levelread.imaging.Radiograph;

class FilmReaderTest {
    private static final Radiograph FILM = SamplePictures.film(97, 113);

    @Test
    void sixteenBitsComeBackWithoutLoss() {
        Radiograph read = FilmReader.read(SamplePictures.png16(FILM), "film.png");

        assertThat(read.width()).isEqualTo(97);
        assertThat(read.height()).isEqualTo(113);
        assertThat(read.values()).containsExactly(FILM.values());
    }

    @Test
    void eightBitsAreWidened() {
        Radiograph read = FilmReader.read(SamplePictures.encoded(SamplePictures.grey8(FILM), "png"), "film");

        for (int i = 0; i < FILM.values().length; i++) {
            assertThat(read.values()[i] & 0xffff).isEqualTo((FILM.values()[i] >> 8 & 0xff) * 257);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB, BufferedImage.TYPE_3BYTE_BGR})
    void aScreenshotHasTheGreyOfItsChannels(int type) {
        byte[] grey = SamplePictures.encoded(SamplePictures.grey8(FILM), "png");
        byte[] screenshot = SamplePictures.encoded(SamplePictures.screenshot(FILM, type), "png");

        assertThat(FilmReader.read(screenshot, "a").values())
                .containsExactly(FilmReader.read(grey, "b").values());
    }

    @Test
    void aPaletteOfGreysIsRead() {
        byte[] ramp = new byte[256];
        for (int i = 0; i < 256; i++) ramp[i] = (byte) (255 - i);
        BufferedImage image = new BufferedImage(
                97, 113, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(8, 256, ramp, ramp, ramp));
        for (int i = 0; i < FILM.values().length; i++) image.getRaster().setSample(i % 97, i / 97, 0, i % 256);

        Radiograph read = FilmReader.read(SamplePictures.encoded(image, "png"), "film.png");

        assertThat(read.value(3, 0)).isEqualTo(252 * 257);
    }

    @Test
    void jpegIsReadInGreyAndInEqualChannels() {
        Radiograph smooth = FilmReader.read(SamplePictures.encoded(SamplePictures.grey8(FILM), "png"), "png");
        for (BufferedImage image : new BufferedImage[] {
            SamplePictures.grey8(FILM), SamplePictures.screenshot(FILM, BufferedImage.TYPE_INT_RGB)
        }) {
            Radiograph read = FilmReader.read(SamplePictures.encoded(image, "jpg"), "film.jpg");
            assertThat(read.width()).isEqualTo(97);
            for (int i = 0; i < read.values().length; i++) {
                assertThat(Math.abs((read.values()[i] & 0xffff) - (smooth.values()[i] & 0xffff)))
                        .isLessThan(20 * 257);
            }
        }
    }

    @Test
    void aColouredArrowDoesNotMakeAFilmAPhotograph() {
        BufferedImage image = SamplePictures.screenshot(SamplePictures.film(300, 300), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(10, 10, 25, 25);
        graphics.dispose();

        assertThat(FilmReader.read(SamplePictures.encoded(image, "png"), "film.png")
                        .width())
                .isEqualTo(300);
    }

    @Test
    void theNameDoesNotMatter(@TempDir Path folder) throws IOException {
        Path disguised = folder.resolve("film.txt");
        Files.write(disguised, SampleDicom.written(SampleDicom.film(80, 90, 4095)));

        Radiograph read = FilmReader.read(disguised);

        assertThat(read.values()).containsExactly(SampleDicom.film(80, 90, 4095).values());
        assertThat(read.spacing()).isPresent();
    }

    @Test
    void aChecksumIsThatOfThePixels() {
        Radiograph png = FilmReader.read(SamplePictures.png16(SampleDicom.film(80, 90, 65535)), "a.png");
        Radiograph dicom = FilmReader.read(SampleDicom.written(SampleDicom.film(80, 90, 65535)), "b.dcm");

        assertThat(PixelChecksum.sha256(png)).matches("[0-9a-f]{64}").isEqualTo(PixelChecksum.sha256(dicom));
        short[] changed = png.values().clone();
        changed[100]++;
        assertThat(PixelChecksum.sha256(new Radiograph(80, 90, changed, null))).isNotEqualTo(PixelChecksum.sha256(png));
        assertThat(PixelChecksum.sha256(new Radiograph(90, 80, png.values(), null)))
                .isNotEqualTo(PixelChecksum.sha256(png));
        // printf '\0\0\0\2\0\0\0\1\0\1\377\376' | sha256sum
        assertThat(PixelChecksum.sha256(new Radiograph(2, 1, new short[] {1, -2}, null)))
                .isEqualTo("144ca7045265be3390135407cce40f0532219b39fa05dfe2a449c37d9e4ce198");
    }

    @ParameterizedTest
    @MethodSource
    void refusesWithOneSentence(byte[] bytes, String sentence) {
        assertThatThrownBy(() -> FilmReader.read(bytes, "film.png"))
                .isInstanceOf(FilmRefusedException.class)
                .hasMessage("film.png " + sentence)
                .extracting("reason")
                .isEqualTo(sentence);
    }

    static Stream<Arguments> refusesWithOneSentence() {
        byte[] png = SamplePictures.png16(FILM);
        byte[] jpeg = SamplePictures.encoded(SamplePictures.grey8(FILM), "jpg");
        byte[] dicom = SampleDicom.small();
        byte[] wrong = png.clone();
        wrong[100] ^= 1;
        String accepted = ": a film is a PNG, a JPEG or a DICOM file.";
        return Stream.of(
                Arguments.of(new byte[0], "is empty: copy or export it again."),
                Arguments.of("Dear Sir,\nthe film".getBytes(StandardCharsets.UTF_8), "is a text file" + accepted),
                Arguments.of("%PDF-1.7 ...".getBytes(StandardCharsets.UTF_8), "is a PDF document" + accepted),
                Arguments.of(new byte[] {'I', 'I', '*', 0, 8, 0}, "is a TIFF picture" + accepted),
                Arguments.of(new byte[] {'P', 'K', 3, 4, 0}, "is a ZIP archive" + accepted),
                Arguments.of(new byte[] {0, 1, 2, 3, 4}, "is a file of an unknown kind" + accepted),
                Arguments.of(
                        SamplePictures.encoded(SamplePictures.photograph(90, 90), "gif"),
                        "is a GIF picture" + accepted),
                Arguments.of(
                        SamplePictures.encoded(SamplePictures.photograph(90, 90), "bmp"),
                        "is a BMP picture" + accepted),
                Arguments.of(
                        SamplePictures.encoded(SamplePictures.uniform(1, 1, 90), "png"),
                        "has 1 x 1 pixels: a film needs at least 64 x 64."),
                Arguments.of(
                        SamplePictures.encoded(SamplePictures.uniform(1, 1, 90), "jpg"),
                        "has 1 x 1 pixels: a film needs at least 64 x 64."),
                Arguments.of(
                        SamplePictures.claimedPng(20_000, 20_000, 1000),
                        "has 20000 x 20000 pixels: a film may have at most 12000 a side and 60 million in all."),
                Arguments.of(
                        SamplePictures.claimedPng(-1, 70, 1000), "has -1 x 70 pixels: a film needs at least 64 x 64."),
                Arguments.of(
                        SamplePictures.claimedPng(6000, 9000, 1000),
                        "is cut off: 17 bytes cannot hold 6000 x 9000 pixels. Copy or export it again."),
                Arguments.of(
                        SamplePictures.claimedPng(100, 100, 5000),
                        "is damaged: its picture data cannot be decoded. Copy or export it again."),
                Arguments.of(
                        SamplePictures.encoded(SamplePictures.photograph(100, 90), "png"),
                        "is a colour picture (99 % of its pixels are coloured): a film in grey is needed."),
                Arguments.of(
                        SamplePictures.encoded(SamplePictures.photograph(100, 90), "jpg"),
                        "is a colour picture (99 % of its pixels are coloured): a film in grey is needed."),
                Arguments.of(
                        SamplePictures.encoded(SamplePictures.uniform(100, 90, 200), "png"),
                        "holds no picture: nearly all of its pixels have the same grey. Choose the film itself."),
                Arguments.of(
                        SamplePictures.encoded(SamplePictures.uniform(100, 90, 200), "jpg"),
                        "holds no picture: nearly all of its pixels have the same grey. Choose the film itself."),
                Arguments.of(
                        Arrays.copyOf(png, png.length / 2),
                        "is cut off after %d bytes: copy or export it again.".formatted(png.length / 2)),
                Arguments.of(Arrays.copyOf(png, 20), "is cut off after 20 bytes: copy or export it again."),
                Arguments.of(
                        wrong, "is damaged: the checksum of its chunk at byte 33 is wrong. Copy or export it again."),
                Arguments.of(
                        SamplePictures.withChunk(Arrays.copyOf(png, 33), new byte[0]),
                        "is cut off after 33 bytes: copy or export it again."),
                Arguments.of(
                        Arrays.copyOf(jpeg, jpeg.length / 2),
                        "is cut off after %d bytes: copy or export it again.".formatted(jpeg.length / 2)),
                Arguments.of(Arrays.copyOf(jpeg, 10), "is cut off after 10 bytes: copy or export it again."),
                Arguments.of(
                        new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xd9},
                        "is damaged: this JPEG holds no picture data. Export it again."),
                Arguments.of(
                        Arrays.copyOf(dicom, dicom.length / 2),
                        "is cut off or damaged: the element at byte 292 needs 11200 bytes, only %d are left."
                                        .formatted(dicom.length / 2 - 292)
                                + " Copy or export it again."));
    }

    @Test
    void aChunkBombIsNotUnpacked() {
        byte[] profile = SamplePictures.chunk("iCCP", new byte[] {'x', 0, 0, 1, 2, 3});
        byte[] bytes = SamplePictures.withChunk(SamplePictures.png16(FILM), profile);

        assertThat(FilmReader.read(bytes, "film.png").values()).containsExactly(FILM.values());
    }

    @Test
    void aFileOverTheLimitIsNotReadIntoMemory(@TempDir Path folder) throws IOException {
        Path large = folder.resolve("large.dcm");
        try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
            sparse.setLength(300_000_000);
        }

        assertThatThrownBy(() -> FilmReader.read(large))
                .hasMessage(
                        "large.dcm has more than 100 MB, the most that a film file may have: crop the film or save it"
                                + " as PNG.");
    }

    @Test
    void refusesWhatIsNoFile(@TempDir Path folder) {
        assertThatThrownBy(() -> FilmReader.read(folder.resolve("none.png")))
                .hasMessage("none.png does not exist: check the path.");
        assertThatThrownBy(() -> FilmReader.read(folder))
                .hasMessage(folder.getFileName() + " is a folder: choose the film's file in it.");
    }

    @Test
    void aNameIsShownWithoutFoldersAndControls() {
        assertThatThrownBy(() -> FilmReader.read(new byte[0], "C:\\films\\a\nb.png"))
                .hasMessageStartingWith("ab.png is empty");
        assertThatThrownBy(() -> FilmReader.read(new byte[0], "")).hasMessageStartingWith("The file is empty");
        assertThatThrownBy(() -> FilmReader.read(new ByteArrayInputStream(new byte[0]), "x".repeat(300)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
    }
}
