package org.levelread.dicom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// A DICOM Part 10 file: its data set and how its pixel data are encoded.
///
/// @param transferSyntax UID that the file names, or the one that a headerless file was found to have
/// @param dataSet up to and with the pixel data; what follows them is not read
public record DicomFile(String transferSyntax, DataSet dataSet) {
    static final String IMPLEMENTATION_CLASS_UID = "2.25.187512309126381940185273640127364512093";
    private static final int PREAMBLE_BYTES = 128;

    /// reads a Part 10 file, or a data set without preamble and file meta information
    ///
    /// @throws DicomRefusedException where the file is none, damaged, or not encoded in a way that is read
    public static DicomFile read(byte[] bytes) {
        return FileParser.parse(bytes);
    }

    /// whether the bytes begin as a DICOM file does, with or without a preamble
    public static boolean recognizes(byte[] bytes) {
        return FileParser.recognizes(bytes);
    }

    /// a Part 10 file in Explicit VR Little Endian, with an empty preamble
    ///
    /// @param dataSet with SOPClassUID and SOPInstanceUID; no encapsulated pixel data
    public static byte[] write(DataSet dataSet) {
        return write(dataSet, TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
    }

    /// as [#write(DataSet)]; leaves the stream open
    public static void write(OutputStream out, DataSet dataSet) throws IOException {
        write(out, dataSet, TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
    }

    /// with encapsulated pixel data
    static byte[] write(DataSet dataSet, String transferSyntax) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            write(out, dataSet, transferSyntax);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void write(OutputStream out, DataSet dataSet, String transferSyntax) throws IOException {
        String sopClass = dataSet.text(Tag.SOP_CLASS_UID);
        String sopInstance = dataSet.text(Tag.SOP_INSTANCE_UID);
        if (sopClass.isEmpty() || sopInstance.isEmpty()) {
            throw new IllegalArgumentException("a file needs the SOP class and instance UID of its data set");
        }
        DataSet meta = new DataSet()
                .setBytes(Tag.FILE_META_INFORMATION_VERSION, Vr.OB, new byte[] {0, 1})
                .set(Tag.MEDIA_STORAGE_SOP_CLASS_UID, sopClass)
                .set(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID, sopInstance)
                .set(Tag.TRANSFER_SYNTAX_UID, transferSyntax)
                .set(Tag.IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_CLASS_UID)
                .set(Tag.IMPLEMENTATION_VERSION_NAME, "LEVELREAD");
        out.write(new byte[PREAMBLE_BYTES]);
        out.write("DICM".getBytes(StandardCharsets.US_ASCII));
        long length = ElementWriter.length(meta);
        ElementWriter writer = new ElementWriter(out);
        writer.write(new DataSet().set(Tag.FILE_META_INFORMATION_GROUP_LENGTH, length));
        writer.write(meta);
        writer.write(dataSet);
    }
}
