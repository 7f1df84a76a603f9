package org.levelread.dicom;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.levelread.dicom.DataElement.Bytes;
import org.levelread.dicom.DataElement.Fragments;

/// JPEG-LS, JPEG of 12 bits and JPEG 2000 decoded by `gdcmconv --raw` in a process of its own: native decoders do not run
/// in the server's process on files from outside. The process gets the pixels of one frame and no attribute about the
/// patient.
final class ExternalDecoder {
    private static final String PROGRAM = "gdcmconv";
    private static final int MOST_MEMORY_KB = 2_000_000;

    private final Path program;

    private ExternalDecoder(Path program) {
        this.program = program;
    }

    /// the program on the path; empty where it is not installed
    static Optional<ExternalDecoder> installed() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, PROGRAM))
                .filter(Files::isExecutable)
                .findFirst()
                .map(ExternalDecoder::new);
    }

    /// @param frame one complete code stream
    /// @return the frame, uncompressed
    /// @throws DicomRefusedException where the program fails or exceeds a limit
    DicomFile decode(Bytes frame, PixelFormat format, String transferSyntax) {
        byte[] file = DicomFile.write(description(frame, format), transferSyntax);
        return DicomFile.read(LimitedProcess.run(List.of(program.toString(), "--raw"), MOST_MEMORY_KB, file));
    }

    private static DataSet description(Bytes frame, PixelFormat format) {
        DataSet dataSet = new DataSet()
                .set(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.7")
                .set(Tag.SOP_INSTANCE_UID, "2.25.1")
                .set(Tag.SAMPLES_PER_PIXEL, 1)
                .set(Tag.PHOTOMETRIC_INTERPRETATION, format.darkIsHigh() ? "MONOCHROME1" : "MONOCHROME2")
                .set(Tag.ROWS, format.rows())
                .set(Tag.COLUMNS, format.columns())
                .set(Tag.BITS_ALLOCATED, format.bitsAllocated())
                .set(Tag.BITS_STORED, format.bitsStored())
                .set(Tag.HIGH_BIT, format.bitsStored() - 1)
                .set(Tag.PIXEL_REPRESENTATION, format.signed() ? 1 : 0);
        return dataSet.put(new DataElement(
                Tag.PIXEL_DATA, Vr.OB, new Fragments(List.of(Bytes.of(new byte[0]), frame))));
    }
}
