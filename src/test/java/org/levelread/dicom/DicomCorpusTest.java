package org.levelread.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files that others wrote: each is decoded to exactly the pixels that pydicom or gdcmconv gives, or refused with a
/// reason. `target/dicom-corpus-….md` has the table.
///
/// `corpus.csv`: Debian 12's pydicom 2.3.1 (numpy 1.24.2, Pillow 9.4) and gdcmconv 3.0.21, by `corpus_hashes.py` beside it
/// on 2026-11-25: `/usr/bin/python3 corpus_hashes.py dicom-corpus=../shared/dicom-corpus
/// pydicom=/usr/lib/python3/dist-packages/pydicom/data`
class DicomCorpusTest {
    /// hashes that pydicom and gdcmconv give; either is empty where it fails
    private record Expected(String pydicom, String gdcmconv) {
        boolean known() {
            return !pydicom.isEmpty() || !gdcmconv.isEmpty();
        }

        boolean has(String hash) {
            return hash.equals(pydicom) || hash.equals(gdcmconv);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "dicom-corpus, ../shared/dicom-corpus, the files beside this project",
        "pydicom, /usr/lib/python3/dist-packages/pydicom/data, Debian's python3-pydicom",
    })
    void everyFileIsDecodedExactlyOrRefused(String root, Path folder, String origin) throws IOException {
        if (!Files.isDirectory(folder)) {
            System.out.println("skipped: there are no DICOM files at " + folder + " (" + origin + ")");
            Assumptions.abort("there are no DICOM files at " + folder);
        }
        Map<String, Expected> expected = expected(root);
        List<String> table = new ArrayList<>(List.of("| file | outcome |", "|---|---|"));
        List<String> wrong = new ArrayList<>();
        int exact = 0;
        int refusedThoughDecoded = 0;
        for (Path file : files(folder)) {
            String name = folder.relativize(file).toString();
            Expected hashes = expected.getOrDefault(name, new Expected("", ""));
            byte[] bytes = Files.readAllBytes(file);
            String outcome = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> outcome(bytes), name);
            if (outcome.startsWith("refused")) {
                if (hashes.known()) refusedThoughDecoded++;
                table.add("| " + name + " | " + outcome + (hashes.known() ? " (others decode it)" : "") + " |");
                continue;
            }
            if (hashes.has(outcome)) exact++;
            else wrong.add(name);
            table.add("| " + name + " | " + (hashes.has(outcome) ? "exact " : "NOT EXACT ") + outcome + " |");
        }
        table.add("");
        table.add("%d exact, %d refused although others decode them, %d not exact"
                .formatted(exact, refusedThoughDecoded, wrong.size()));
        Files.write(Path.of("target", "dicom-corpus-" + root + ".md"), table);
        System.out.println(root + ": " + table.getLast());
        assertThat(wrong).as("decoded to other pixels").isEmpty();
        assertThat(exact).isGreaterThanOrEqualTo(root.equals("pydicom") ? 58 : 53);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String outcome(byte[] bytes) {
        try {
            return DicomReader.stored(DicomFile.read(bytes), 0).sha256();
        } catch (DicomRefusedException refused) {
            assertThat(refused.getMessage()).endsWith(".");
            return "refused: " + refused.getMessage();
        }
    }

    private static Map<String, Expected> expected(String root) throws IOException {
        Map<String, Expected> all = new TreeMap<>();
        try (InputStream in = DicomCorpusTest.class.getResourceAsStream("corpus.csv")) {
            if (in == null) return fail("corpus.csv is missing");
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                String[] parts = line.split(",\"|\",|,", -1);
                if (parts[0].equals(root)) all.put(parts[1], new Expected(parts[2], parts[3].strip()));
            }
        }
        assertThat(all).hasSizeGreaterThan(100);
        return all;
    }
}
