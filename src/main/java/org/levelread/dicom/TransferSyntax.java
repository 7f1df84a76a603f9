package org.levelread.dicom;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How a DICOM file writes its elements and its pixels. Source: DICOM PS3.5, annex A, and PS3.6, annex A.
///
/// @param name for sentences
/// @param explicitVr whether each element names its value representation
record TransferSyntax(String uid, String name, boolean explicitVr, boolean bigEndian, boolean deflated, Codec codec) {
    /// Who decodes the pixels.
    enum Codec {
        NATIVE,
        ENCAPSULATED_NATIVE,
        DEFLATED_FRAME,
        RLE,
        JPEG,
        JPEG_2000,
        JPEG_LS,
        /// read by nobody
        NONE
    }

    private static final String PREFIX = "1.2.840.10008.1.2";
    static final String IMPLICIT_LITTLE_ENDIAN = PREFIX;
    static final String EXPLICIT_LITTLE_ENDIAN = PREFIX + ".1";
    static final String EXPLICIT_BIG_ENDIAN = PREFIX + ".2";

    private static final Map<String, TransferSyntax> ALL = Stream.of(
                    new TransferSyntax(PREFIX, "Implicit VR Little Endian", false, false, false, Codec.NATIVE),
                    new TransferSyntax(
                            EXPLICIT_LITTLE_ENDIAN, "Explicit VR Little Endian", true, false, false, Codec.NATIVE),
                    new TransferSyntax(
                            EXPLICIT_BIG_ENDIAN, "Explicit VR Big Endian", true, true, false, Codec.NATIVE),
                    new TransferSyntax(
                            PREFIX + ".1.99",
                            "Deflated Explicit VR Little Endian",
                            true,
                            false,
                            true,
                            Codec.NATIVE),
                    encapsulated(".1.98", "Encapsulated Uncompressed", Codec.ENCAPSULATED_NATIVE),
                    encapsulated(".8.1", "Deflated Image Frame", Codec.DEFLATED_FRAME),
                    encapsulated(".5", "RLE Lossless", Codec.RLE),
                    encapsulated(".4.50", "JPEG Baseline", Codec.JPEG),
                    encapsulated(".4.51", "JPEG Extended", Codec.JPEG),
                    encapsulated(".4.53", "JPEG Spectral Selection", Codec.JPEG),
                    encapsulated(".4.55", "JPEG Full Progression", Codec.JPEG),
                    encapsulated(".4.57", "JPEG Lossless", Codec.JPEG),
                    encapsulated(".4.70", "JPEG Lossless, first-order prediction", Codec.JPEG),
                    encapsulated(".4.80", "JPEG-LS Lossless", Codec.JPEG_LS),
                    encapsulated(".4.81", "JPEG-LS Near-Lossless", Codec.JPEG_LS),
                    encapsulated(".4.90", "JPEG 2000 Lossless", Codec.JPEG_2000),
                    encapsulated(".4.91", "JPEG 2000", Codec.JPEG_2000),
                    encapsulated(".4.92", "JPEG 2000 Part 2 Lossless", Codec.NONE),
                    encapsulated(".4.93", "JPEG 2000 Part 2", Codec.NONE),
                    encapsulated(".4.94", "JPIP Referenced", Codec.NONE),
                    encapsulated(".4.95", "JPIP Referenced Deflate", Codec.NONE),
                    encapsulated(".4.100", "MPEG2", Codec.NONE),
                    encapsulated(".4.101", "MPEG2", Codec.NONE),
                    encapsulated(".4.102", "MPEG-4", Codec.NONE),
                    encapsulated(".4.103", "MPEG-4", Codec.NONE),
                    encapsulated(".4.104", "MPEG-4", Codec.NONE),
                    encapsulated(".4.105", "MPEG-4", Codec.NONE),
                    encapsulated(".4.106", "MPEG-4", Codec.NONE),
                    encapsulated(".4.107", "HEVC", Codec.NONE),
                    encapsulated(".4.108", "HEVC", Codec.NONE),
                    encapsulated(".4.110", "JPEG XL Lossless", Codec.NONE),
                    encapsulated(".4.111", "JPEG XL JPEG Recompression", Codec.NONE),
                    encapsulated(".4.112", "JPEG XL", Codec.NONE),
                    encapsulated(".4.201", "High-Throughput JPEG 2000 Lossless", Codec.NONE),
                    encapsulated(".4.202", "High-Throughput JPEG 2000 Lossless with RPCL", Codec.NONE),
                    encapsulated(".4.203", "High-Throughput JPEG 2000", Codec.NONE))
            .collect(Collectors.toUnmodifiableMap(TransferSyntax::uid, Function.identity()));

    private static TransferSyntax encapsulated(String suffix, String name, Codec codec) {
        return new TransferSyntax(PREFIX + suffix, name, true, false, false, codec);
    }

    boolean encapsulated() {
        return codec != Codec.NATIVE;
    }

    /// @throws DicomRefusedException where there is no such syntax
    static TransferSyntax of(String uid) {
        TransferSyntax known = ALL.get(uid);
        if (known != null) return known;
        String shown = uid.matches("[0-9.]{1,64}") ? uid : "unreadable";
        throw new DicomRefusedException(
                "has an unknown transfer syntax (" + shown + "): export it as Explicit VR Little Endian.");
    }
}
