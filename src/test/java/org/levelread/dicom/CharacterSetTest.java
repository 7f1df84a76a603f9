package org.levelread.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class CharacterSetTest {
    private static final Path FILES = Path.of("/usr/lib/python3/dist-packages/pydicom/data/charset_files");

    /// `charsets.csv`: `str(dataset.PatientName)` by pydicom 2.3.1 (Debian 12) after `dataset.decode()`, 2026-11-25
    @ParameterizedTest
    @CsvFileSource(resources = "charsets.csv", delimiter = ';', numLinesToSkip = 1)
    void namesAreReadAsPydicomReadsThem(String file, String name) throws IOException {
        if (!Files.isDirectory(FILES)) {
            System.out.println("skipped: Debian's python3-pydicom is not installed");
            Assumptions.abort("there are no files at " + FILES);
        }

        String read = DicomFile.read(Files.readAllBytes(FILES.resolve(file)))
                .dataSet()
                .text(Tag.PATIENT_NAME);

        // pydicom leaves empty groups at the end out
        assertThat(read.replaceAll("=+$", "")).isEqualTo(name);
    }

    @Test
    void anItemInheritsTheCharacterSet() {
        byte[] latin2 = "Wałęsa".getBytes(Charset.forName("ISO-8859-2"));
        DataSet item = new DataSet().setBytes(Tag.PATIENT_NAME, Vr.PN, latin2);
        new DataSet().set(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 101").setItems(Tag.REFERENCED_IMAGE_SEQUENCE, item);

        assertThat(item.text(Tag.PATIENT_NAME)).isEqualTo("Wałęsa");
    }

    @Test
    void anUnknownEscapeIsNoEnd() {
        byte[] bytes = {'a', 0x1b, '%', 'G', 'b', 0x1b};

        assertThat(CharacterSet.decode(bytes, List.of("", "ISO 2022 IR 87")))
                .startsWith("a")
                .contains("b");
        assertThat(CharacterSet.decode("ü".getBytes(StandardCharsets.UTF_8), List.of("ISO_IR 192")))
                .isEqualTo("ü");
    }
}
