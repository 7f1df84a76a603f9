package org.levelread.dicom;

import java.util.Map;

/// How a DICOM file writes its elements. Source: DICOM PS3.5, annex A, and PS3.6, annex A.
///
/// @param explicitVr whether each element names its value representation
public record TransferSyntax(boolean explicitVr, boolean bigEndian) {
    private static final String PREFIX = "1.2.840.10008.1.2";
    static final String EXPLICIT_LITTLE_ENDIAN = PREFIX + ".1";

    private static final Map<String, TransferSyntax> READ = Map.of(
            PREFIX,
            new TransferSyntax(false, false),
            EXPLICIT_LITTLE_ENDIAN,
            new TransferSyntax(true, false),
            PREFIX + ".2",
            new TransferSyntax(true, true));

    private static final Map<String, String> COMPRESSED = Map.ofEntries(
            Map.entry(".1.98", "Encapsulated Uncompressed"),
            Map.entry(".1.99", "Deflated"),
            Map.entry(".8.1", "Deflated Image Frame"),
            Map.entry(".4.50", "JPEG Baseline"),
            Map.entry(".4.51", "JPEG Extended"),
            Map.entry(".4.53", "JPEG Spectral Selection"),
            Map.entry(".4.55", "JPEG Full Progression"),
            Map.entry(".4.57", "JPEG Lossless"),
            Map.entry(".4.70", "JPEG Lossless"),
            Map.entry(".4.80", "JPEG-LS Lossless"),
            Map.entry(".4.81", "JPEG-LS Near-Lossless"),
            Map.entry(".4.90", "JPEG 2000 Lossless"),
            Map.entry(".4.91", "JPEG 2000"),
            Map.entry(".4.92", "JPEG 2000 Part 2 Lossless"),
            Map.entry(".4.93", "JPEG 2000 Part 2"),
            Map.entry(".4.100", "MPEG2"),
            Map.entry(".4.102", "MPEG-4"),
            Map.entry(".4.110", "JPEG XL Lossless"),
            Map.entry(".4.111", "JPEG XL"),
            Map.entry(".4.112", "JPEG XL"),
            Map.entry(".4.201", "High-Throughput JPEG 2000 Lossless"),
            Map.entry(".4.202", "High-Throughput JPEG 2000 Lossless"),
            Map.entry(".4.203", "High-Throughput JPEG 2000"),
            Map.entry(".5", "RLE Lossless"));

    static TransferSyntax of(String uid) {
        TransferSyntax read = READ.get(uid);
        if (read != null) return read;
        String name = uid.startsWith(PREFIX) ? COMPRESSED.get(uid.substring(PREFIX.length())) : null;
        if (name != null) {
            throw new DicomRefusedException(
                    "is compressed (" + name + "): only uncompressed DICOM is read. Export it as"
                            + " Explicit VR Little Endian, or decompress it, for example with gdcmconv --raw.");
        }
        String shown = uid.matches("[0-9.]{1,64}") ? uid : "unreadable";
        throw new DicomRefusedException(
                "has an unknown transfer syntax (" + shown + "): export it as Explicit VR Little Endian.");
    }
}
