package org.levelread.dicom;

/// A film's data set made anew from what may be kept.
///
/// @param dataSet with the frame's stored values, uncompressed
/// @param patient pseudonym
/// @param instanceUid pseudonymous SOP instance UID
public record CleanImage(DataSet dataSet, String patient, String instanceUid) {
    /// the data set without its pixels, as Part 10
    public byte[] header() {
        DataSet header = new DataSet();
        for (DataElement element : dataSet.elements()) if (element.tag() != Tag.PIXEL_DATA) header.put(element);
        return DicomFile.write(header);
    }
}
