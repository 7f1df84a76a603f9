package org.levelread.dicom;

/// A file is not a DICOM film that can be read. The message is the rest of a sentence that begins with the file's
/// name; it never holds the value of an attribute about the patient.
public final class DicomRefusedException extends RuntimeException {
    public DicomRefusedException(String reason) {
        super(reason);
    }
}
