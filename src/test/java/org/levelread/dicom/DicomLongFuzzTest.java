package org.levelread.dicom;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// As [DicomFuzzTest], with many more files; some minutes.
@Tag("heavy")
class DicomLongFuzzTest {
    @Test
    void aHundredThousandDamagedFiles() throws IOException {
        DicomFuzzTest.fuzz(DicomFuzzTest.INSIDE, 98_000, 2_000_001);
        DicomFuzzTest.fuzz(DicomFuzzTest.OUTSIDE, 2_000, 3_000_001);
    }
}
