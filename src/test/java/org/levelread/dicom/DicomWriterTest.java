package org.levelread.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.levelread.imaging.PixelSpacing;
import org.levelread.imaging.Radiograph;

class DicomWriterTest {
    @ParameterizedTest
    @ValueSource(ints = {4095, 16383, 65535})
    void whatIsWrittenIsReadAgain(int highest) {
        Radiograph film = SampleDicom.film(71, 90, highest);

        DicomFilm read = DicomReader.read(SampleDicom.written(film));

        assertThat(read.film().width()).isEqualTo(71);
        assertThat(read.film().height()).isEqualTo(90);
        assertThat(read.film().values()).containsExactly(film.values());
        assertThat(read.film().spacing()).isEqualTo(film.spacing());
        assertThat(read.modality()).isEqualTo("DX");
        assertThat(read.patientOrientation()).isEqualTo("A\\F");
        assertThat(read.burnedInAnnotation()).isEqualTo("NO");
    }

    @Test
    void theSameNameGivesTheSameFile() {
        assertThat(FilmIdentity.of("a", "A\\F")).isEqualTo(FilmIdentity.of("a", "A\\F"));
        assertThat(FilmIdentity.of("a", "A\\F").instanceUid())
                .isNotEqualTo(FilmIdentity.of("b", "A\\F").instanceUid());
        Radiograph film = SampleDicom.film(64, 64, 4095);
        assertThat(SampleDicom.written(film)).containsExactly(SampleDicom.written(film));
    }

    @Test
    void refusesAFilmWithoutSpacingAtTheDetector() {
        Radiograph none = new Radiograph(64, 64, new short[64 * 64], null);
        Radiograph calibrated =
                new Radiograph(64, 64, new short[64 * 64], new PixelSpacing(1, 1, PixelSpacing.Origin.CALIBRATED));

        assertThatThrownBy(() -> SampleDicom.written(none))
                .hasMessage("a Digital X-Ray image needs the pixel spacing at the detector, this film has none");
        assertThatThrownBy(() -> SampleDicom.written(calibrated)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAnIdentityThatDicomCannotHold() {
        assertThatThrownBy(() -> new FilmIdentity("a^b", "1.2", "1.2", "1.2", "A\\F"))
                .hasMessageContaining("letters, digits, dots or dashes");
        assertThatThrownBy(() -> new FilmIdentity("a", "1.02", "1.2", "1.2", "A\\F"))
                .hasMessage("not a DICOM UID: 1.02");
        assertThatThrownBy(() -> FilmIdentity.of("a", "left")).hasMessageContaining("as A\\F, was left");
    }

    @Test
    void passesTheValidatorOfDicom3tools(@TempDir Path folder) throws IOException, InterruptedException {
        Path validator = Path.of("/usr/bin/dciodvfy");
        Assumptions.assumeTrue(Files.isExecutable(validator), "skipped: dciodvfy of dicom3tools is not installed");
        Path file = folder.resolve("film.dcm");
        DicomWriter.write(file, SampleDicom.film(300, 500, 4095), FilmIdentity.of("film", "A\\F"));

        Process process = new ProcessBuilder(validator.toString(), "-new", file.toString())
                .redirectErrorStream(true)
                .start();
        String report = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        process.waitFor();

        assertThat(report.lines().filter(line -> line.startsWith("Error"))).isEmpty();
        assertThat(report).contains("DXImageForPresentation");
    }
}
