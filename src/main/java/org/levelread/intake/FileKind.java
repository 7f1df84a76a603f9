package org.levelread.intake;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.levelread.dicom.DicomReader;

/// What a file is by its first bytes; its name is not asked.
enum FileKind {
    PNG("a PNG picture"),
    JPEG("a JPEG picture"),
    DICOM("a DICOM file"),
    PDF("a PDF document"),
    TIFF("a TIFF picture"),
    GIF("a GIF picture"),
    BMP("a BMP picture"),
    WEBP("a WebP picture"),
    JPEG_2000("a JPEG 2000 picture"),
    NRRD("an NRRD volume"),
    ZIP("a ZIP archive"),
    GZIP("a gzip archive"),
    TEXT("a text file"),
    UNKNOWN("a file of an unknown kind");

    private static final int LOOKED_AT = 512;

    private final String words;

    FileKind(String words) {
        this.words = words;
    }

    /// as it stands in a sentence, with its article
    String words() {
        return words;
    }

    static FileKind of(byte[] bytes) {
        if (DicomReader.recognizes(bytes)) return DICOM;
        return known(new String(bytes, 0, Math.min(bytes.length, 16), StandardCharsets.ISO_8859_1))
                .orElse(isText(bytes) ? TEXT : UNKNOWN);
    }

    private static Optional<FileKind> known(String start) {
        FileKind kind = null;
        if (start.startsWith("\u0089PNG\r\n\u001a\n")) kind = PNG;
        else if (start.startsWith("\u00ff\u00d8\u00ff")) kind = JPEG;
        else if (start.startsWith("%PDF-")) kind = PDF;
        else if (start.startsWith("II*\0") || start.startsWith("MM\0*")) kind = TIFF;
        else if (start.startsWith("GIF8")) kind = GIF;
        else if (start.startsWith("BM") && start.length() > 9 && start.startsWith("\0\0\0\0", 6)) kind = BMP;
        else if (start.startsWith("RIFF") && start.startsWith("WEBP", 8)) kind = WEBP;
        else if (start.startsWith("jP  ", 4) || start.startsWith("\u00ff\u004f\u00ff\u0051")) kind = JPEG_2000;
        else if (start.startsWith("NRRD000")) kind = NRRD;
        else if (start.startsWith("PK\u0003\u0004")) kind = ZIP;
        else if (start.startsWith("\u001f\u008b")) kind = GZIP;
        return Optional.ofNullable(kind);
    }

    private static boolean isText(byte[] bytes) {
        byte[] start = Arrays.copyOf(bytes, Math.min(bytes.length, LOOKED_AT));
        for (byte b : start) if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f') return false;
        // bytes above 127 belong to a text only as part of UTF-8
        String text = new String(start, StandardCharsets.UTF_8);
        return text.chars().filter(c -> c == '\uFFFD').count() <= 1;
    }
}
