package org.levelread.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Files that others wrote: each is read or refused, and nothing else happens.
class DicomCorpusTest {
    private static final Path CORPUS = Path.of("../shared/dicom-corpus");

    @Test
    void everyFileIsReadOrRefused() throws IOException {
        if (!Files.isDirectory(CORPUS)) {
            if ("true".equals(System.getenv("CI"))) fail(CORPUS + " is missing");
            System.out.println("skipped: there is no DICOM corpus at " + CORPUS);
            Assumptions.abort("there is no DICOM corpus at " + CORPUS);
        }
        List<Path> files;
        try (var walk = Files.walk(CORPUS)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        int read = 0;
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            read += Assertions.assertTimeout(Duration.ofSeconds(5), () -> reads(bytes), file.toString()) ? 1 : 0;
        }
        assertThat(files).hasSizeGreaterThan(100);
        assertThat(read).isGreaterThanOrEqualTo(10);
    }

    private static boolean reads(byte[] bytes) {
        try {
            DicomReader.read(bytes);
            return true;
        } catch (DicomRefusedException refused) {
            assertThat(refused.getMessage()).endsWith(".");
            return false;
        }
    }
}
