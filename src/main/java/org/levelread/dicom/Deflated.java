package org.levelread.dicom;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Deflated data sets, with a limit on what they may become. Source: DICOM PS3.5, A.5 (RFC 1951, without a header).
final class Deflated {
    /// the largest film in 16 bits, and room for its attributes
    private static final int MOST_BYTES = 130_000_000;

    private Deflated() {}

    static byte[] inflate(byte[] bytes, int from) {
        Inflater inflater = new Inflater(true);
        inflater.setInput(bytes, from, bytes.length - from);
        ByteArrayOutputStream out = new ByteArrayOutputStream((int) Math.min(MOST_BYTES, 3L * bytes.length));
        byte[] part = new byte[1 << 16];
        try {
            while (!inflater.finished()) {
                int count = inflater.inflate(part);
                if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new DicomRefusedException(
                            "is cut off: its deflated data do not end. Copy or export it again.");
                }
                out.write(part, 0, count);
                if (out.size() > MOST_BYTES) {
                    throw new DicomRefusedException("becomes more than %d MB when its deflated data are inflated: it is"
                                    .formatted(MOST_BYTES / 1_000_000)
                            + " damaged or no film.");
                }
            }
        } catch (DataFormatException e) {
            throw new DicomRefusedException("is damaged: its deflated data cannot be inflated. Export it again.");
        } finally {
            inflater.end();
        }
        return out.toByteArray();
    }
}
